/**
 * Codabench's way of talking to compute workers, translated at the edge: one message for each step
 * of a run, reports by PATCH and POST, logs by WebSocket. Assay's workers find in the same message
 * how to claim a run over HTTPS. Table: {@code offer_upload}.
 */
@NullMarked
package dev.assay.server.codabench;

import org.jspecify.annotations.NullMarked;
