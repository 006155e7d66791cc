/** What tests of several features share: a migrated database, and a whole site on a free port. */
@NullMarked
package dev.assay.server.testing;

import org.jspecify.annotations.NullMarked;
