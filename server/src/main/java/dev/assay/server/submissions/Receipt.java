package dev.assay.server.submissions;

import java.time.Instant;

/**
 * What the site took in and when: the moment deadlines are judged by.
 *
 * @param sealedAt when the last byte had arrived and the file was sealed
 * @param late whether that was after the deadline
 */
public record Receipt(Instant sealedAt, String fileName, long bytes, String sha256, boolean late) {}
