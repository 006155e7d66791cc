@NullMarked
package dev.assay.server.uploads;

import org.jspecify.annotations.NullMarked;
