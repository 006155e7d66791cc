/** The demonstration: the shipped sample benchmarks, through the same doors as anybody's. */
@NullMarked
package dev.assay.cli.demo;

import org.jspecify.annotations.NullMarked;
