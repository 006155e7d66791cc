/**
 * The YAML 1.1 dialect that existing bundles are written in, as a tree that knows line and column
 * of every node.
 */
@NullMarked
package dev.assay.bundle.yaml;

import org.jspecify.annotations.NullMarked;
