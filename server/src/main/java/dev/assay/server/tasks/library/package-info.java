/**
 * What organisers do with data sets and tasks by themselves, outside any competition: upload, make,
 * share, use again, delete. Pages and API.
 */
@NullMarked
package dev.assay.server.tasks.library;

import org.jspecify.annotations.NullMarked;
