package dev.assay.contract;

import java.util.UUID;

/** A worker instance stops, having released or ended all its runs. */
public record Goodbye(UUID instance) {}
