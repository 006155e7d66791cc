/**
 * Data sets, tasks and their immutable versions, and who may use them. Tables: {@code dataset},
 * {@code task}, {@code task_version}, {@code solution}, {@code dataset_share}, {@code task_share}.
 */
@NullMarked
package dev.assay.server.tasks;

import org.jspecify.annotations.NullMarked;
