package dev.assay.server.codabench;

import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.OfferedLogs;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Logs of Codabench's workers: heard live, with both outputs of a program as one, and afterwards
 * whole and apart as files. The files take the place of what was heard. A log that never came is
 * told as such: these workers lose the output of programs that end quickly.
 */
@Component
final class StepLogs {
  private final OfferedLogs logs;
  private final Storage storage;
  private final JdbcSlots slots;
  private final CodabenchSettings settings;

  StepLogs(OfferedLogs logs, Storage storage, JdbcSlots slots, CodabenchSettings settings) {
    this.logs = logs;
    this.storage = storage;
    this.slots = slots;
    this.settings = settings;
  }

  static Step step(Offer offer) {
    return offer.isScoring() ? Step.SCORE : Step.PREDICT;
  }

  /** Takes the files that have come. */
  void collect(Offer offer) throws IOException {
    var keys = slots.of(offer.id());
    for (var program : Program.values()) {
      var whole = Slot.log(step(offer), program, false);
      var out = take(keys, whole);
      var err = take(keys, Slot.log(step(offer), program, true));
      if (out.isPresent() || err.isPresent()) {
        slots.taken(offer.id(), whole);
        logs.replace(
            offer,
            Map.of(
                stream(offer, program, false), out.orElse(new byte[0]),
                stream(offer, program, true), err.orElse(new byte[0])));
      }
    }
  }

  private Optional<byte[]> take(Map<Slot, String> keys, Slot slot) throws IOException {
    var key = keys.get(slot);
    int most = Math.toIntExact(settings.logLimit().toBytes());
    return key == null ? Optional.empty() : storage.takeUpload(key, most);
  }

  /** What is heard while a program runs; nothing once its log has come whole. */
  void heard(Offer offer, Program program, byte[] bytes) {
    if (!slots.isTaken(offer.id(), Slot.log(step(offer), program, false))) {
      logs.print(offer, stream(offer, program, false), bytes);
    }
  }

  /** A remark of the site's on the step. */
  void say(Offer offer, String line) {
    logs.say(offer, line);
  }

  /** One that several processes may come to make; it is noted once. */
  void remark(Offer offer, String line) {
    logs.remark(offer, line);
  }

  /** Whether a program of the step is known to have printed anything. */
  boolean knows(Offer offer, Program program) {
    return logs.has(offer, stream(offer, program, false))
        || logs.has(offer, stream(offer, program, true));
  }

  /**
   * Of this attempt alone: what an earlier one printed says nothing about its end.
   *
   * @return the last lines
   */
  List<String> lastLines(Offer offer, LogStream stream, int most) {
    return logs.has(offer, stream) ? lastLines(offer.evaluation(), stream, most) : List.of();
  }

  /** Of the last attempt that printed any. */
  List<String> lastLines(EvaluationId evaluation, LogStream stream, int most) {
    return logs.lastLines(evaluation, stream, most);
  }

  /** Says so if nothing came of a program that ran, or only what was heard meanwhile. */
  void remarkMissing(Offer offer, Program program) {
    var name = stream(offer, program, false).label().replace(".stdout", "");
    if (!knows(offer, program)) {
      remark(
          offer,
          "%s: not delivered by the worker. Codabench's workers lose what programs print that end quickly, and send nothing of programs that print nothing."
              .formatted(name));
    } else if (!slots.isTaken(offer.id(), Slot.log(step(offer), program, false))) {
      remark(
          offer,
          "%s: the worker did not deliver the whole log. What it sent while the program ran is shown; pieces of it may be missing."
              .formatted(name));
    }
  }

  static LogStream stream(Offer offer, Program program, boolean stderr) {
    return LogStream.of(step(offer), program, stderr);
  }
}
