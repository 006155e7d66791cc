/**
 * Queues and the compute workers that serve them. Tables: {@code queue}, {@code worker}, {@code
 * worker_token}.
 */
@NullMarked
package dev.assay.server.queues;

import org.jspecify.annotations.NullMarked;
