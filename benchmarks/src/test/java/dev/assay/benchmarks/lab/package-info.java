@NullMarked
package dev.assay.benchmarks.lab;

import org.jspecify.annotations.NullMarked;
