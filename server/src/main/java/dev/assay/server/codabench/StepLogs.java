package dev.assay.server.codabench;

import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.OfferedRuns;
import dev.assay.server.storage.Storage;
import java.io.IOException;
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
  private final OfferedRuns runs;
  private final Storage storage;
  private final JdbcSlots slots;
  private final CodabenchSettings settings;

  StepLogs(OfferedRuns runs, Storage storage, JdbcSlots slots, CodabenchSettings settings) {
    this.runs = runs;
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
        runs.replaceLogs(
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
      runs.print(offer, stream(offer, program, false), bytes);
    }
  }

  /** Says so if nothing came of a program that ran, or only what was heard meanwhile. */
  void remarkMissing(Offer offer, Program program) {
    var name = stream(offer, program, false).label().replace(".stdout", "");
    if (!runs.hasLog(offer, stream(offer, program, false))
        && !runs.hasLog(offer, stream(offer, program, true))) {
      runs.remark(
          offer,
          "%s: not delivered by the worker. Codabench's workers lose what programs print that end quickly, and send nothing of programs that print nothing."
              .formatted(name));
    } else if (!slots.isTaken(offer.id(), Slot.log(step(offer), program, false))) {
      runs.remark(
          offer,
          "%s: the worker did not deliver the whole log. What it sent while the program ran is shown; pieces of it may be missing."
              .formatted(name));
    }
  }

  static LogStream stream(Offer offer, Program program, boolean stderr) {
    return LogStream.of(step(offer), program, stderr);
  }
}
