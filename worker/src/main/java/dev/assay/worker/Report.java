package dev.assay.worker;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.LogStream;
import dev.assay.contract.UploadKind;
import dev.assay.runner.RunOutcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt, before its logs are all at the site.
 *
 * @param run null if it never came to a run
 * @param notKept for the organiser: files that could not be stored
 */
record Report(
    Outcome outcome,
    @Nullable RunOutcome run,
    Map<UploadKind, StoredObject> stored,
    List<String> notKept) {

  static Report of(Outcome outcome) {
    return new Report(outcome, null, Map.of(), List.of());
  }

  AttemptResult toResult(UUID token, Map<LogStream, Long> logBytes) {
    return new AttemptResult(
        token,
        outcome,
        run == null ? "" : run.imageUsed(),
        run == null ? "" : run.imageDigest(),
        run == null ? List.of() : run.steps(),
        stored,
        logBytes,
        Stream.concat(run == null ? Stream.of() : run.warnings().stream(), notKept.stream())
            .toList());
  }
}
