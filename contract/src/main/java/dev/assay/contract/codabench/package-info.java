/**
 * What travels between a site and Codabench's compute workers over RabbitMQ, as recorded on the
 * wire: a Celery task of protocol 2 with one dictionary of arguments. Assay's workers read the same
 * message, so that one queue serves both kinds.
 */
@NullMarked
package dev.assay.contract.codabench;

import org.jspecify.annotations.NullMarked;
