@NullMarked
package dev.assay.server.scheduling;

import org.jspecify.annotations.NullMarked;
