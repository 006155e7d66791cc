@NullMarked
package dev.assay.server.routing;

import org.jspecify.annotations.NullMarked;
