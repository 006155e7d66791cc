/** A site in pieces, on loopback, whose parts are started, killed and watched one by one. */
@NullMarked
package dev.assay.benchmarks.lab;

import org.jspecify.annotations.NullMarked;
