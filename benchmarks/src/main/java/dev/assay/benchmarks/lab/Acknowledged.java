package dev.assay.benchmarks.lab;

import dev.assay.contract.Json;
import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Every byte of a log that a site said it has, as it was overheard on the wire. */
final class Acknowledged {
  private final Map<Stream, NavigableMap<Long, byte[]>> pieces = new ConcurrentHashMap<>();
  private final List<String> contradictions = new ArrayList<>();

  /** One stream of one attempt. */
  record Stream(long attempt, LogStream name) {
    @Override
    public String toString() {
      return "%s of attempt %d".formatted(name.label(), attempt);
    }
  }

  /** A site took this chunk. */
  void take(long attempt, byte[] json) {
    var chunk = Json.MAPPER.readValue(json, LogChunk.class);
    var stream = new Stream(attempt, chunk.stream());
    var taken = pieces.computeIfAbsent(stream, key -> new TreeMap<>());
    synchronized (this) {
      var before = taken.putIfAbsent(chunk.offset(), chunk.bytes());
      if (before != null && !Arrays.equals(before, chunk.bytes())) {
        contradictions.add(
            "%s was taken twice from byte %d, and not the same".formatted(stream, chunk.offset()));
      }
    }
  }

  Map<Stream, NavigableMap<Long, byte[]>> all() {
    return Map.copyOf(pieces);
  }

  synchronized List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  long bytes() {
    return pieces.values().stream()
        .flatMap(stream -> stream.values().stream())
        .mapToLong(piece -> piece.length)
        .sum();
  }
}
