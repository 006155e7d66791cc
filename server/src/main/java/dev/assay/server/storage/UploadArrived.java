package dev.assay.server.storage;

/**
 * Something was put whole by a signed link. A hint: a storage elsewhere tells nobody, so whoever
 * waits looks by itself now and then.
 */
public record UploadArrived(String objectKey) {}
