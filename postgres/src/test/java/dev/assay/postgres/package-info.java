@NullMarked
package dev.assay.postgres;

import org.jspecify.annotations.NullMarked;
