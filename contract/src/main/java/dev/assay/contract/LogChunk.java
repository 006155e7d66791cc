package dev.assay.contract;

import java.util.UUID;

/**
 * A piece of a log. Numbers count up from 0 within a stream of an attempt; sending one again is
 * harmless. Chunks are taken even after the lease is lost, so that a log is never lost with its
 * worker.
 *
 * @param offset bytes of this stream before this chunk
 * @param bytes Base64 on the wire; at most {@link #MAX_BYTES}
 */
public record LogChunk(UUID token, LogStream stream, int number, long offset, byte[] bytes) {
  public static final int MAX_BYTES = 256 * 1024;
}
