/**
 * Codabench 1.25 as it reads bundles, for comparison: its keys, its types, its refusals. Shares
 * nothing with the reader of this project, so that the two cannot be wrong together.
 */
@NullMarked
package dev.assay.bundle.codabench;

import org.jspecify.annotations.NullMarked;
