/** What every feature shares: typed ids. Owns no tables. */
@NullMarked
package dev.assay.server.kernel;

import org.jspecify.annotations.NullMarked;
