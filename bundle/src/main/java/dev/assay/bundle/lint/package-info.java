/** A whole bundle checked at once, for the command line. */
@NullMarked
package dev.assay.bundle.lint;

import org.jspecify.annotations.NullMarked;
