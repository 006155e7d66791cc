/** Runs of submissions on this machine, without any site. */
@NullMarked
package dev.assay.cli.dryrun;

import org.jspecify.annotations.NullMarked;
