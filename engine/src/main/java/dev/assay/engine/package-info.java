/**
 * The container engine port: what Assay needs of whatever runs containers, without any engine's own
 * types. The fake and the contract suite that keeps it honest are in {@code
 * dev.assay.engine.testing}.
 */
@NullMarked
package dev.assay.engine;

import org.jspecify.annotations.NullMarked;
