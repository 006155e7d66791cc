/**
 * Competitions with pages, phases and participants, and the way of a bundle to a competition.
 * Tables: {@code competition*}, {@code phase}, {@code phase_task}, {@code participant}, {@code
 * leaderboard}, {@code leaderboard_column} (what is configured; what is ranked belongs to {@code
 * leaderboards}).
 */
@NullMarked
package dev.assay.server.competitions;

import org.jspecify.annotations.NullMarked;
