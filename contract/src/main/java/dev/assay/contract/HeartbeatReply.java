package dev.assay.contract;

/**
 * @param cancel whether somebody asked for the run to be cancelled: kill it and report so
 */
public record HeartbeatReply(boolean cancel) {}
