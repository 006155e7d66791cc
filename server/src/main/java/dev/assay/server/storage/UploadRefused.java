package dev.assay.server.storage;

/**
 * Somebody wanted to put more by a signed link than it allows, and nothing of it was kept. A hint,
 * as {@link UploadArrived} is.
 */
public record UploadRefused(String objectKey, long maxBytes) {}
