@NullMarked
package dev.assay.server.competitions.imports;

import org.jspecify.annotations.NullMarked;
