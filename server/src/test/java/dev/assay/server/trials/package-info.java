@NullMarked
package dev.assay.server.trials;

import org.jspecify.annotations.NullMarked;
