package dev.assay.worker;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.HeartbeatReply;
import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import dev.assay.contract.PredictionsStored;
import dev.assay.contract.Release;
import dev.assay.contract.RunOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a {@link SiteStub} knows of an attempt, and what a test may do to it. */
final class AttemptAtSite {
  final RunOrder order;
  // Guarded by this.
  private boolean leaseLost;
  private boolean cancel;
  private final Map<LogStream, TreeMap<Integer, byte[]>> logs = new HashMap<>();
  private final Set<Heartbeat.Activity> activities = new HashSet<>();
  private final List<AttemptResult> results = new ArrayList<>();
  private final List<Release> releases = new ArrayList<>();
  private int refusedResults;
  private @Nullable PredictionsStored predictions;
  private Map<LogStream, Integer> bytesWhenDone = Map.of();

  AttemptAtSite(RunOrder order) {
    this.order = order;
  }

  synchronized void loseLease() {
    leaseLost = true;
  }

  synchronized void askToCancel() {
    cancel = true;
  }

  synchronized List<AttemptResult> results() {
    return List.copyOf(results);
  }

  synchronized List<Release> releases() {
    return List.copyOf(releases);
  }

  synchronized Optional<PredictionsStored> predictions() {
    return Optional.ofNullable(predictions);
  }

  synchronized int refusedResults() {
    return refusedResults;
  }

  synchronized Set<Heartbeat.Activity> activities() {
    return Set.copyOf(activities);
  }

  synchronized String log(LogStream stream) {
    var bytes = new ByteArrayOutputStream();
    logs.getOrDefault(stream, new TreeMap<>()).values().forEach(bytes::writeBytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** How much of a log was here when the result came. */
  synchronized int bytesWhenDone(LogStream stream) {
    return bytesWhenDone.getOrDefault(stream, 0);
  }

  /** Whether its worker still holds it, once this heartbeat has come. */
  synchronized Optional<HeartbeatReply> heard(Heartbeat heartbeat) {
    activities.add(heartbeat.activity());
    return leaseLost ? Optional.empty() : Optional.of(new HeartbeatReply(cancel));
  }

  /** A chunk that came twice has to be the same both times. */
  synchronized void heard(LogChunk chunk) {
    var known = logs.computeIfAbsent(chunk.stream(), _ -> new TreeMap<>());
    var before = known.put(chunk.number(), chunk.bytes());
    if (before != null && !Arrays.equals(before, chunk.bytes())) {
      throw new UncheckedIOException(new IOException("One number, two contents"));
    }
  }

  synchronized void heard(PredictionsStored stored) {
    predictions = stored;
  }

  synchronized void heard(Release release) {
    releases.add(release);
  }

  /** Takes a result; false once it has ended, or another worker has it. */
  synchronized boolean accepts(AttemptResult result) {
    if (leaseLost || !results.isEmpty()) {
      refusedResults++;
      return false;
    }
    results.add(result);
    var bytes = new HashMap<LogStream, Integer>();
    logs.forEach(
        (stream, chunks) ->
            bytes.put(stream, chunks.values().stream().mapToInt(chunk -> chunk.length).sum()));
    bytesWhenDone = bytes;
    return true;
  }
}
