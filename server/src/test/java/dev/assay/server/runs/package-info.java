@NullMarked
package dev.assay.server.runs;

import org.jspecify.annotations.NullMarked;
