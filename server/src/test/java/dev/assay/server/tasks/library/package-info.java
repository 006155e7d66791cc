@NullMarked
package dev.assay.server.tasks.library;

import org.jspecify.annotations.NullMarked;
