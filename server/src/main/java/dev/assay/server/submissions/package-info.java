/**
 * Entries by participants: received, receipted, counted against limits, shown. Table: {@code
 * submission}.
 */
@NullMarked
package dev.assay.server.submissions;

import org.jspecify.annotations.NullMarked;
