/**
 * Runs the steps of one evaluation on a container engine: the {@code /app} layout, one time limit
 * per step, logs, outputs, scores, and for every failure whose doing it was. Knows nothing of a
 * site: the worker and {@code assay run} use it alike.
 */
@NullMarked
package dev.assay.runner;

import org.jspecify.annotations.NullMarked;
