/**
 * Lets organisers try a competition before it is published: its solutions run once on real workers,
 * and the leaderboard that they would make is shown. Table: {@code trial}.
 */
@NullMarked
package dev.assay.server.trials;

import org.jspecify.annotations.NullMarked;
