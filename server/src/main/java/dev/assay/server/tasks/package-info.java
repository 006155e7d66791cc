/**
 * Data sets, tasks and their immutable versions. Tables: {@code dataset}, {@code task}, {@code
 * task_version}, {@code solution}.
 */
@NullMarked
package dev.assay.server.tasks;

import org.jspecify.annotations.NullMarked;
