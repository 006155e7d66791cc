/**
 * Zips and folders as untrusted data: listing, opening, unpacking and packing without ever leaving
 * the target.
 */
@NullMarked
package dev.assay.bundle.archive;

import org.jspecify.annotations.NullMarked;
