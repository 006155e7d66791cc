@NullMarked
package dev.assay.cli.dryrun;

import org.jspecify.annotations.NullMarked;
