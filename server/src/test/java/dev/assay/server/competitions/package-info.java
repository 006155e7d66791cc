@NullMarked
package dev.assay.server.competitions;

import org.jspecify.annotations.NullMarked;
