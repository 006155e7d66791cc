/**
 * Competition bundles: what may be wrong with them, said so that it can be corrected.
 *
 * <p>This package holds the findings; {@code archive} reads zips and folders safely, {@code yaml}
 * reads the YAML dialect of existing bundles with line numbers, {@code program} reads metadata and
 * commands, {@code competition} reads the definition, {@code scores} reads what a scoring program
 * left, {@code lint} puts a report together.
 */
@NullMarked
package dev.assay.bundle;

import org.jspecify.annotations.NullMarked;
