@NullMarked
package dev.assay.benchmarks;

import org.jspecify.annotations.NullMarked;
