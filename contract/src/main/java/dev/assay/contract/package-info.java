/**
 * What travels between the site and its compute workers, as JSON over HTTPS, and the fixed layout
 * of a submission container. Plain records: whoever removes or renames a component breaks workers
 * in the field, and a golden file.
 *
 * <p>A worker's calls, all with {@code Authorization: Bearer <worker token>}, below {@link
 * Paths#BASE}:
 *
 * <ol>
 *   <li>{@code POST claim} {@link ClaimRequest} → 200 {@link RunOrder}, or 204 when nothing came up
 *       while it waited;
 *   <li>{@code POST attempts/{id}/heartbeat} {@link Heartbeat} → {@link HeartbeatReply}, or 409
 *       once the lease is lost;
 *   <li>{@code POST attempts/{id}/logs} {@link LogChunk}, idempotent by stream and number;
 *   <li>{@code PUT} of results to the order's signed upload links;
 *   <li>{@code POST attempts/{id}/predictions} {@link PredictionsStored} once the prediction step's
 *       output lies there, so that a next attempt only scores;
 *   <li>{@code POST attempts/{id}/result} {@link AttemptResult}, or {@code POST
 *       attempts/{id}/release} {@link Release};
 *   <li>{@code POST goodbye} {@link Goodbye} when it stops.
 * </ol>
 */
@NullMarked
package dev.assay.contract;

import org.jspecify.annotations.NullMarked;
