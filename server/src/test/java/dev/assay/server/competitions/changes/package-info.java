@NullMarked
package dev.assay.server.competitions.changes;

import org.jspecify.annotations.NullMarked;
