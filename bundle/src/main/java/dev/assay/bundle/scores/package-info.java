/** Scores as a scoring program leaves them in its output folder. */
@NullMarked
package dev.assay.bundle.scores;

import org.jspecify.annotations.NullMarked;
