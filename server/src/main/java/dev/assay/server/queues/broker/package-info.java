/**
 * RabbitMQ as a carrier of work: what lies there is a hint, never the truth. One virtual host for
 * the default queue, and one with an account of its own for each queue that has a connection
 * string.
 */
@NullMarked
package dev.assay.server.queues.broker;

import org.jspecify.annotations.NullMarked;
