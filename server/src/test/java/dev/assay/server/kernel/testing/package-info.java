/** A migrated database and rows to begin with, for tests without Spring. */
@NullMarked
package dev.assay.server.kernel.testing;

import org.jspecify.annotations.NullMarked;
