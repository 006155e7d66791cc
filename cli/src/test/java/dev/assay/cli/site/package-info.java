/** Talking to a site, as commands do. */
@NullMarked
package dev.assay.cli.site;

import org.jspecify.annotations.NullMarked;
