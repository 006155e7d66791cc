/**
 * A real PostgreSQL beside the site: unpacked below the data folder, initialised, started, stopped,
 * and taken over when an earlier parent was killed.
 */
@NullMarked
package dev.assay.postgres;

import org.jspecify.annotations.NullMarked;
