@NullMarked
package dev.assay.postgres.testing;

import org.jspecify.annotations.NullMarked;
