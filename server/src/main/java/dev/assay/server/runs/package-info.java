/**
 * Evaluations and the attempts at them: scheduling, leases, fencing, logs, results. Tables: {@code
 * evaluation}, {@code attempt*}, {@code log_chunk}, {@code score}. Event: {@link
 * dev.assay.server.runs.EvaluationEnded}.
 */
@NullMarked
package dev.assay.server.runs;

import org.jspecify.annotations.NullMarked;
