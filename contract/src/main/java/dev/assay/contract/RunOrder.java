package dev.assay.contract;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything a worker needs to carry out one attempt.
 *
 * @param token the fencing token: sent with every report, refused once the lease is lost
 * @param number 1 for the first attempt at this evaluation
 * @param leaseSeconds how long the site waits for a heartbeat before it gives the run to another
 *     worker
 * @param heartbeatSeconds how often to send one
 * @param image reference as the organiser wrote it, or the default image
 * @param timeLimitSeconds wall clock of each step, both containers together
 * @param submission null for {@link Kind#SCORE}, where it is not needed
 * @param predictions the stored output of the prediction step, for {@link Kind#SCORE} only
 * @param uploads signed PUT links by what they take; the log links take the whole stream at the end
 * @param scoreKeys keys of the columns that the scores are for; whatever else the scorer writes may
 *     be anything. Empty: not known, and every value has to be a number
 * @param gpus graphics processors that its containers get, all of them the same ones, and nobody
 *     else meanwhile
 */
public record RunOrder(
    long attempt,
    UUID token,
    int number,
    long evaluation,
    long submissionNumber,
    Kind kind,
    double leaseSeconds,
    double heartbeatSeconds,
    String image,
    int timeLimitSeconds,
    Sandboxing sandboxing,
    TaskFiles task,
    @Nullable BlobLink submission,
    @Nullable BlobLink predictions,
    Map<UploadKind, UploadLink> uploads,
    List<String> scoreKeys,
    Integer gpus) {

  public RunOrder {
    uploads = Map.copyOf(uploads);
    // Sites of an earlier version do not send them.
    scoreKeys = scoreKeys == null ? List.of() : List.copyOf(scoreKeys);
    gpus = gpus == null ? 0 : gpus;
  }

  /** Which steps. */
  public enum Kind {
    PREDICT_AND_SCORE,
    SCORE
  }

  /**
   * The task version's programs and data.
   *
   * @param ingestionOnlyDuringScoring ingestion runs beside the scoring program instead of the
   *     submission
   * @param shareOutput opt-in: both containers of such a scoring step write one {@code /app/output}
   * @param showReferenceData opt-in: ingestion of such a scoring step sees {@code /app/input/ref}
   * @param detailedResults whether the scorer's HTML page is kept
   */
  public record TaskFiles(
      BlobLink scoringProgram,
      @Nullable BlobLink ingestionProgram,
      @Nullable BlobLink inputData,
      @Nullable BlobLink referenceData,
      boolean ingestionOnlyDuringScoring,
      boolean shareOutput,
      boolean showReferenceData,
      boolean detailedResults) {}

  /**
   * What the competition asks for beyond the closed defaults; the worker owner's ceiling still
   * applies.
   *
   * @param network whether programs may use the network
   * @param imageUser run as somebody else than an unprivileged user that the worker chooses
   * @param user who: a number, {@code number:number}, or a name that the image knows; null for
   *     whoever the image says
   */
  public record Sandboxing(
      boolean network, boolean writableRoot, boolean imageUser, @Nullable String user) {
    public static final Sandboxing CLOSED = new Sandboxing(false, false, false, null);
  }

  /**
   * @param maxBytes larger bodies are refused
   * @param maxEnclosed so many bytes at most may come with the report instead, which saves a call;
   *     0 from sites of an earlier version
   */
  public record UploadLink(String url, long maxBytes, Integer maxEnclosed) {
    public UploadLink {
      maxEnclosed = Objects.requireNonNullElse(maxEnclosed, 0);
    }
  }
}
