/** Every page of the site with realistic values, for tests and for looking at. */
@NullMarked
package dev.assay.server.web.samples;

import org.jspecify.annotations.NullMarked;
