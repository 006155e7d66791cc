@NullMarked
package dev.assay.server.tasks;

import org.jspecify.annotations.NullMarked;
