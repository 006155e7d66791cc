package dev.assay.server.submissions;

import dev.assay.contract.Failure;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.server.competitions.BoardOffers;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.runs.RunStates;
import dev.assay.server.runs.RunStates.AttemptStatus;
import dev.assay.server.runs.RunStates.EvaluationStatus;
import dev.assay.server.scheduling.Waits;
import dev.assay.server.storage.Storage;
import dev.assay.server.submissions.JdbcColumns.Column;
import dev.assay.server.submissions.SubmissionStateView.Score;
import dev.assay.server.submissions.SubmissionStateView.StoredFile;
import dev.assay.server.web.Blame;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts together what changes on a submission's page, as far as its reader may see it. */
@Component
class StateViews {
  private final RunStates runs;
  private final Waits waits;
  private final Clock clock;
  private final JdbcColumns columns;
  private final Storage storage;
  private final ObjectProvider<BoardOffers> boards;

  StateViews(
      RunStates runs,
      Waits waits,
      JdbcColumns columns,
      Storage storage,
      ObjectProvider<BoardOffers> boards,
      Clock clock) {
    this.boards = boards;
    this.runs = runs;
    this.waits = waits;
    this.clock = clock;
    this.columns = columns;
    this.storage = storage;
  }

  SubmissionStateView of(Submission submission, Reader reader) {
    var evaluations = runs.of(submission.id());
    var state = submission.state();
    var focus = Narration.focus(evaluations);
    return new SubmissionStateView(
        submission.id().value(),
        Narration.badge(state, evaluations),
        Narration.line(state, evaluations),
        state.isFinal() ? "" : WaitWords.of(waits.of(submission.id()), clock.instant()),
        Narration.since(state, evaluations),
        Narration.steps(state, evaluations),
        state.isFinal(),
        !state.isFinal() && reader.mayCancel(),
        focus.flatMap(EvaluationStatus::lastAttempt).map(StateViews::imageNote).orElse(""),
        reader.maySeeScores()
            ? scores(evaluations, columns.of(reader.phase().leaderboard()), reader)
            : List.of(),
        focus
            .map(EvaluationStatus::failure)
            .map(failure -> failure(failure, submission.countsAgainstLimits(), reader))
            .orElse(null),
        files(submission, evaluations, reader),
        detailedResults(submission, evaluations, reader),
        board(submission, reader));
  }

  private BoardOffers.@Nullable Offer board(Submission submission, Reader reader) {
    var account = reader.account();
    if (account == null || submission.state() != SubmissionState.FINISHED) {
      return null;
    }
    return boards.stream()
        .flatMap(source -> source.offer(submission.id(), account).stream())
        .findFirst()
        .orElse(null);
  }

  /** Both names, wherever a local image stands in for the one that was ordered. */
  private static String imageNote(AttemptStatus attempt) {
    var used = attempt.imageUsed();
    if (used == null || used.isEmpty()) {
      return "";
    }
    return used.equals(attempt.image())
        ? "Image " + used
        : "Image %s, which stands in for %s on this worker".formatted(used, attempt.image());
  }

  private static List<Score> scores(
      List<EvaluationStatus> evaluations, List<Column> columns, Reader reader) {
    List<Score> scores = new ArrayList<>();
    for (var evaluation : evaluations) {
      if (!evaluation.state().equals("scored")) {
        continue;
      }
      var note = evaluations.size() > 1 ? evaluation.taskName() : "";
      for (var column : columns) {
        if (!column.computed() && (!column.hidden() || reader.isOrganiser())) {
          scores.add(
              new Score(
                  column.title(),
                  evaluation.scores().get(column.key()),
                  column.decimals(),
                  column.primary(),
                  note));
        }
      }
    }
    return scores;
  }

  private static FailureView failure(Failure failure, boolean counted, Reader reader) {
    return failure(failure, counted, reader.maySeeLogs(), reader.isOwner());
  }

  static FailureView failure(Failure failure, boolean counted, boolean showsLog, boolean isOwn) {
    return new FailureView(
        isOwn ? Blame.of(failure.fault()) : Blame.ofOthers(failure.fault()),
        failure.message(),
        where(failure),
        showsLog ? failure.lastLines() : List.of(),
        failure.fix(),
        counted,
        isOwn);
  }

  private static String where(Failure failure) {
    List<String> words = new ArrayList<>();
    if (failure.step() != null) {
      words.add(
          switch (failure.step()) {
            case PREDICT -> "Prediction";
            case SCORE -> "Scoring";
          });
    }
    if (failure.program() != null) {
      words.add(program(failure));
    }
    if (failure.exitCode() != null) {
      words.add("exit code " + failure.exitCode());
    }
    return words.isEmpty() ? "Before the first step" : String.join(", ", words);
  }

  private static String program(Failure failure) {
    if (failure.program() == Program.INGESTION) {
      return "ingestion program";
    }
    return failure.step() == Step.SCORE ? "scoring program" : "submission";
  }

  private List<StoredFile> files(
      Submission submission, List<EvaluationStatus> evaluations, Reader reader) {
    List<StoredFile> files = new ArrayList<>();
    var base = "/submissions/" + submission.id() + "/files/";
    storage
        .find(submission.blob())
        .ifPresent(
            blob ->
                files.add(
                    new StoredFile(
                        blob.fileName(), "What was submitted", blob.size(), base + "submission")));
    for (var evaluation : evaluations) {
      var task = evaluations.size() > 1 ? ", " + evaluation.taskName() : "";
      evaluation
          .lastAttempt()
          .ifPresent(
              attempt -> {
                if (reader.maySeePredictions()) {
                  add(
                      files,
                      attempt.predictions(),
                      "Output of the prediction" + task,
                      base + evaluation.id() + "/predictions");
                }
                if (reader.maySeeScoringOutput()) {
                  add(
                      files,
                      attempt.scoringOutput(),
                      "Output of the scoring program" + task,
                      base + evaluation.id() + "/scoring-output");
                }
              });
    }
    return files;
  }

  private void add(List<StoredFile> files, @Nullable BlobId blob, String what, String url) {
    if (blob != null) {
      storage
          .find(blob)
          .ifPresent(found -> files.add(new StoredFile(found.fileName(), what, found.size(), url)));
    }
  }

  private static @Nullable String detailedResults(
      Submission submission, List<EvaluationStatus> evaluations, Reader reader) {
    if (!reader.maySeeDetailedResults()) {
      return null;
    }
    return evaluations.stream()
        .filter(one -> one.lastAttempt().map(AttemptStatus::detailedResults).isPresent())
        .findFirst()
        .map(
            one ->
                String.format(
                    Locale.ROOT, "/submissions/%s/detailed-results/%s", submission.id(), one.id()))
        .orElse(null);
  }
}
