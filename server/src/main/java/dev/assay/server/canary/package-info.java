/**
 * A synthetic run per queue on a schedule, so that a queue that no longer works is noticed before
 * people notice. Table: {@code canary}.
 */
@NullMarked
package dev.assay.server.canary;

import org.jspecify.annotations.NullMarked;
