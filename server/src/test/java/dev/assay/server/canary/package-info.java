@NullMarked
package dev.assay.server.canary;

import org.jspecify.annotations.NullMarked;
