package dev.assay.server.queues.broker;

import dev.assay.server.kernel.QueueId;

/**
 * A queue that the broker carries.
 *
 * @param vhost the virtual host, which is the queue's alone
 */
public record BrokerQueue(QueueId id, String vhost) {}
