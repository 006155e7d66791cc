package dev.assay.server.codabench;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What Codabench's workers are given, and how long they may be silent: they send no heartbeats.
 *
 * @param links how long the links in a message hold, waiting included
 * @param margin what a step may take beyond its time limit: to fetch, to pull the image, to store
 * @param afterwards how long the site waits for what these workers send after they reported the
 *     end: predictions, scores, output
 */
@ConfigurationProperties(prefix = "assay.codabench", ignoreUnknownFields = false)
record CodabenchSettings(
    @DefaultValue("5d") Duration links,
    @DefaultValue("20m") Duration margin,
    @DefaultValue("10m") Duration afterwards,
    @DefaultValue("4GB") DataSize outputLimit,
    @DefaultValue("32MB") DataSize detailedResultsLimit,
    @DefaultValue("16MB") DataSize logLimit) {}
