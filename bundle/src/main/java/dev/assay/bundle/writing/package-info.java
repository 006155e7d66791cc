/**
 * Writes competitions as bundles of version 2, such that reading gives an equal competition again
 * and Codabench can import them. Nothing large is held in memory.
 */
@NullMarked
package dev.assay.bundle.writing;

import org.jspecify.annotations.NullMarked;
