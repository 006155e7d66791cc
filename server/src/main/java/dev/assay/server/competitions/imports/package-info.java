/**
 * The way of an uploaded bundle to a competition: stored, checked, its files stored one by one,
 * everything created in one transaction. A persistent task of the site worker does it; killed
 * anywhere, it leaves nothing half-made and is taken up again. Tables: {@code competition_import*}.
 */
@NullMarked
package dev.assay.server.competitions.imports;

import org.jspecify.annotations.NullMarked;
