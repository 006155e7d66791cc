/**
 * Takes what stands on a phase's leaderboard along to the next phase, by itself or as an organiser
 * asks. Columns: {@code phase.has_been_migrated}, {@code submission.migrated_from}.
 */
@NullMarked
package dev.assay.server.migrations;

import org.jspecify.annotations.NullMarked;
