/**
 * Which submissions stand on a leaderboard and in which order. Tables: {@code
 * leaderboard_selection}, {@code leaderboard_row}, {@code leaderboard_day}.
 */
@NullMarked
package dev.assay.server.leaderboards;

import org.jspecify.annotations.NullMarked;
