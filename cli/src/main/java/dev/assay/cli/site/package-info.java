/** Talks to a site over its HTTP API, as any script could. */
@NullMarked
package dev.assay.cli.site;

import org.jspecify.annotations.NullMarked;
