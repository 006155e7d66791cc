@NullMarked
package dev.assay.server.codabench;

import org.jspecify.annotations.NullMarked;
