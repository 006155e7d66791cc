package dev.assay.bundle.scores;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The scores a scoring program left: {@code scores.json}, else {@code scores.txt}.
 *
 * <p>What a program wrote is hostile data: no link is followed, the size is bounded, the text is
 * plain data only. One unusable value makes all unusable, so that no half of a result is ever
 * stored; but where nobody knows which values are wanted.
 */
public final class ScoresFile {
  /** The files looked for, in this order; if the first exists, the second is not read. */
  public static final List<String> NAMES = List.of("scores.json", "scores.txt");

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SCORES = 10_000;

  private ScoresFile() {}

  /** Reads the scores of an output folder. */
  public static ReadScores read(Path output, ScoreColumns columns) throws IOException {
    for (String name : NAMES) {
      if (Files.exists(output.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        return read(output, name, columns);
      }
    }
    return failed(
        Finding.of(
                FindingCode.RUN_01,
                Place.nowhere(),
                "The scoring program wrote neither scores.json nor scores.txt.")
            .fix(
                "Write {\"column key\": number} to scores.json in the output folder, /app/output."));
  }

  private static ReadScores read(Path output, String name, ScoreColumns columns)
      throws IOException {
    Path file = output.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return failed(
          Finding.of(FindingCode.RUN_02, Place.in(name), "It is a folder, link or special file.")
              .fix("Write a regular file."));
    }
    byte[] bytes;
    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      bytes = content.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      return failed(
          Finding.of(
                  FindingCode.RUN_02,
                  Place.in(name),
                  "It has more than %,d bytes.".formatted(MAX_BYTES))
              .fix("Write one number for each column, and everything else to other files."));
    }
    var findings = new Findings();
    Optional<Map<String, WrittenScore>> written =
        name.endsWith(".json")
            ? JsonScores.parse(name, bytes, findings)
            : TextScores.parse(name, bytes, findings);
    return written
        .map(scores -> judge(name, scores, columns, findings))
        .orElseGet(() -> new ReadScores(Map.of(), findings.list()));
  }

  private static ReadScores judge(
      String file, Map<String, WrittenScore> written, ScoreColumns columns, Findings findings) {
    if (written.size() > MAX_SCORES) {
      return failed(
          Finding.of(
              FindingCode.RUN_02,
              Place.in(file),
              "It holds %,d scores; %,d are allowed.".formatted(written.size(), MAX_SCORES)));
    }
    Map<String, BigDecimal> scores = new LinkedHashMap<>();
    List<Finding> unusable = new ArrayList<>();
    written.forEach(
        (key, score) -> {
          switch (score.value()) {
            case ScoreValue.Number(var number) -> scores.put(key, number);
            // What no column shows may be anything: scorers leave details beside the scores.
            case ScoreValue.Unusable _ when !columns.mayNeed(key) -> {}
            case ScoreValue.Unusable(var why) ->
                unusable.add(
                    Finding.of(
                            FindingCode.RUN_04,
                            score.place(),
                            "The score '%s' cannot be used: %s (%s)."
                                .formatted(key, why, score.shown()))
                        .fix(
                            "Write a finite number below 10000000000; leave the key out if there is no score."));
          }
        });
    if (!columns.areSecret() || scores.isEmpty()) {
      unusable.forEach(findings::add);
    }
    compare(file, written.keySet(), columns, findings);
    return new ReadScores(findings.hasErrors() ? Map.of() : scores, findings.list());
  }

  private static void compare(
      String file, Set<String> keys, ScoreColumns columns, Findings findings) {
    String known = String.join(", ", new TreeSet<>(columns.scored()));
    for (String key : keys) {
      if (!columns.scored().contains(key) && !columns.computed().contains(key)) {
        findings.add(
            Finding.of(
                    FindingCode.RUN_05,
                    Place.in(file).withPath(key),
                    "No column has the key '" + key + "', so this score is not shown.")
                .fix("Use the keys of the leaderboard: " + known + "."));
      }
    }
    for (String key : new TreeSet<>(columns.scored())) {
      if (!keys.contains(key)) {
        findings.add(
            Finding.of(
                    FindingCode.RUN_06, Place.in(file), "The column '" + key + "' gets no score.")
                .fix("Let the scoring program write '" + key + "'."));
      }
    }
  }

  private static ReadScores failed(Finding finding) {
    return new ReadScores(Map.of(), List.of(finding));
  }
}
