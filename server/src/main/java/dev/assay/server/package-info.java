/** The site and the site worker: one Spring Boot application, cut into features, each a package. */
@NullMarked
package dev.assay.server;

import org.jspecify.annotations.NullMarked;
