package dev.assay.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt. Sending it twice is harmless: the second finds the attempt ended.
 *
 * @param stored objects that were uploaded or are enclosed; they count only if this result is
 *     accepted
 * @param steps what ran, in order
 * @param logBytes length of each stream, so that the site knows whether it has all of it
 * @param warnings for the organiser: score without column, a program's own {@code metadata} moved
 *     aside
 */
public record AttemptResult(
    UUID token,
    Outcome outcome,
    String imageUsed,
    String imageDigest,
    List<StepReport> steps,
    Map<UploadKind, StoredObject> stored,
    Map<LogStream, Long> logBytes,
    List<String> warnings) {

  public AttemptResult {
    steps = List.copyOf(steps);
    stored = Map.copyOf(stored);
    logBytes = Map.copyOf(logBytes);
    warnings = List.copyOf(warnings);
  }

  /**
   * An object that lies in storage, or comes with this report.
   *
   * @param sha256 64 lower-case hex digits
   * @param content Base64 on the wire; null for an object that was put by its link
   */
  public record StoredObject(long size, String sha256, byte @Nullable [] content) {

    /** One that was put by its link. */
    public StoredObject(long size, String sha256) {
      this(size, sha256, null);
    }
  }

  /**
   * @param exitCode of the program container, null when it did not run or was stopped
   * @param ingestionExitCode likewise
   */
  public record StepReport(
      Step step,
      Instant startedAt,
      Instant endedAt,
      @Nullable Integer exitCode,
      @Nullable Integer ingestionExitCode) {}

  /**
   * Exactly one of the three, told apart by {@code kind} on the wire.
   *
   * @param scores by column key, for {@link Kind#SCORED}
   * @param failure for {@link Kind#FAILED}
   */
  public record Outcome(Kind kind, Map<String, BigDecimal> scores, @Nullable Failure failure) {
    public Outcome {
      scores = Map.copyOf(scores);
      if ((kind == Kind.FAILED) != (failure != null)) {
        throw new IllegalArgumentException(
            "A failure belongs to FAILED and nothing else, got " + kind);
      }
    }

    /** It has scores, by column key. */
    public static Outcome scored(Map<String, BigDecimal> scores) {
      return new Outcome(Kind.SCORED, scores, null);
    }

    /** It has none, for this reason. */
    public static Outcome failed(Failure failure) {
      return new Outcome(Kind.FAILED, Map.of(), failure);
    }

    /** The containers are gone, as somebody asked. */
    public static Outcome cancelled() {
      return new Outcome(Kind.CANCELLED, Map.of(), null);
    }
  }

  /** How it ended. */
  public enum Kind {
    SCORED,
    FAILED,
    CANCELLED
  }
}
