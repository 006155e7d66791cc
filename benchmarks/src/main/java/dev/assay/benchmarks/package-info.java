/**
 * How fast Assay is, always as a ratio to a baseline that is measured in the same run, since
 * absolute figures drift with the machine. Each benchmark ends with one line: {@code NAME: FIGURE
 * UNIT (how many runs, spread)}.
 */
@NullMarked
package dev.assay.benchmarks;

import org.jspecify.annotations.NullMarked;
