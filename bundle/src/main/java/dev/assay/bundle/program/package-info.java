/**
 * Programs inside bundles and submissions: metadata, commands, variables, and the result files
 * around a run.
 */
@NullMarked
package dev.assay.bundle.program;

import org.jspecify.annotations.NullMarked;
