@NullMarked
package dev.assay.contract.codabench;

import org.jspecify.annotations.NullMarked;
