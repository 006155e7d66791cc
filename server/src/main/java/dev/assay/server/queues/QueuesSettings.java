package dev.assay.server.queues;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param perOwner how many queues an account may own; administrators any number
 */
@ConfigurationProperties(prefix = "assay.queues", ignoreUnknownFields = false)
record QueuesSettings(@DefaultValue("5") int perOwner) {}
