/**
 * A small bundle for each thing that can be wrong with one: what the checker's tests go through,
 * and what fuzzing begins with.
 */
@NullMarked
package dev.assay.bundle.quirks;

import org.jspecify.annotations.NullMarked;
