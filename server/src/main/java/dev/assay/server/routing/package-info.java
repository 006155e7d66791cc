/**
 * Which queue runs a phase: its own, its competition's, or the default one. Columns: {@code
 * competition.queue_id}, {@code phase.queue_id}. Events: {@link
 * dev.assay.server.routing.PhaseRerouted}.
 */
@NullMarked
package dev.assay.server.routing;

import org.jspecify.annotations.NullMarked;
