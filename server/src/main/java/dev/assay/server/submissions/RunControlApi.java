package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RerunId;
import dev.assay.server.runs.Reruns;
import dev.assay.server.runs.ScoringPauses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What participants and organisers do with runs, for scripts and the command line. */
@RestController
class RunControlApi {
  private final JdbcSubmissions submissions;
  private final Competitions competitions;
  private final Readers readers;
  private final SubmissionStarts starts;
  private final Reruns reruns;
  private final ScoringPauses pauses;
  private final CurrentAccount current;

  RunControlApi(
      JdbcSubmissions submissions,
      Competitions competitions,
      Readers readers,
      SubmissionStarts starts,
      Reruns reruns,
      ScoringPauses pauses,
      CurrentAccount current) {
    this.submissions = submissions;
    this.competitions = competitions;
    this.readers = readers;
    this.starts = starts;
    this.reruns = reruns;
    this.pauses = pauses;
    this.current = current;
  }

  /** What is not there or not for the caller: nobody learns which. */
  private static final class Hidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hidden(String what) {
      super("There is no %s, or it is not yours to use.".formatted(what));
    }
  }

  @ExceptionHandler
  ResponseEntity<?> hidden(Hidden hidden) {
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .body(Map.of("error", String.valueOf(hidden.getMessage())));
  }

  private static ResponseEntity<?> conflict(String why) {
    return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("error", why));
  }

  @PostMapping("/api/v1/submissions/{id}/cancel")
  ResponseEntity<?> cancel(@PathVariable long id) {
    var account = current.require();
    var submission =
        submissions
            .find(new SubmissionId(id))
            .filter(one -> readers.reader(account, one).mayCancel())
            .orElseThrow(() -> new Hidden("submission " + id));
    starts.cancel(submission.id());
    var after = submissions.find(submission.id()).orElseThrow().state();
    return ResponseEntity.accepted().body(Map.of("id", id, "state", after.stored()));
  }

  @PostMapping("/api/v1/submissions/{id}/start")
  ResponseEntity<?> start(@PathVariable long id) {
    var account = current.require();
    var submission =
        submissions
            .find(new SubmissionId(id))
            .filter(one -> readers.reader(account, one).isOrganiser())
            .orElseThrow(() -> new Hidden("submission " + id));
    return starts.start(submission.id())
        ? ResponseEntity.accepted().body(Map.of("id", id, "state", "running"))
        : conflict("Submission %d does not wait for an organiser.".formatted(id));
  }

  /**
   * @param kind {@code rerun} or {@code rescore}
   * @param submissions of the phase; null or empty for all
   * @param newest whether the tasks' newest versions are used; null for yes
   */
  record RerunBody(
      @Nullable String kind,
      @Nullable List<Long> submissions,
      @Nullable Boolean newest,
      @Nullable String reason) {}

  @PostMapping("/api/v1/phases/{id}/reruns")
  ResponseEntity<?> rerun(@PathVariable long id, @RequestBody RerunBody body) {
    var organised = organised(id);
    var kind =
        switch (Objects.requireNonNullElse(body.kind(), "rerun")) {
          case "rerun" -> Reruns.Kind.RERUN;
          case "rescore" -> Reruns.Kind.RESCORE;
          default -> null;
        };
    if (kind == null) {
      return ResponseEntity.badRequest()
          .body(Map.of("error", "kind is rerun or rescore, got " + body.kind()));
    }
    var chosen =
        Objects.requireNonNullElse(body.submissions(), List.<Long>of()).stream()
            .map(SubmissionId::new)
            .toList();
    var rerun =
        reruns.ask(
            organised.by().id(),
            organised.phase().id(),
            new Reruns.Wish(
                kind,
                chosen,
                !Boolean.FALSE.equals(body.newest()),
                Objects.requireNonNullElse(body.reason(), "")));
    return ResponseEntity.accepted().body(body(reruns.find(rerun).orElseThrow()));
  }

  /** A re-run as scripts see it. */
  record RerunState(
      long id,
      long phase,
      String kind,
      String stage,
      int open,
      int scored,
      int failed,
      int cancelled,
      int skipped) {}

  private static RerunState body(Reruns.Rerun rerun) {
    return new RerunState(
        rerun.id().value(),
        rerun.phase().value(),
        rerun.kind().name().toLowerCase(java.util.Locale.ROOT),
        rerun.stage().name().toLowerCase(java.util.Locale.ROOT),
        rerun.open(),
        rerun.scored(),
        rerun.failed(),
        rerun.cancelled(),
        rerun.skipped());
  }

  @GetMapping("/api/v1/reruns/{id}")
  RerunState rerun(@PathVariable long id) {
    return body(find(id));
  }

  @PostMapping("/api/v1/reruns/{id}/apply")
  ResponseEntity<?> apply(@PathVariable long id) {
    var rerun = find(id);
    return reruns.apply(current.require().id(), rerun.id())
        ? ResponseEntity.ok(body(find(id)))
        : conflict("Only a re-score that has ended, and was not decided yet, can be applied.");
  }

  @PostMapping("/api/v1/reruns/{id}/drop")
  ResponseEntity<?> drop(@PathVariable long id) {
    var rerun = find(id);
    return reruns.drop(current.require().id(), rerun.id())
        ? ResponseEntity.ok(body(find(id)))
        : conflict("This re-run is over already.");
  }

  private Reruns.Rerun find(long id) {
    var rerun = reruns.find(new RerunId(id)).orElseThrow(() -> new Hidden("re-run " + id));
    organised(rerun.phase().value());
    return rerun;
  }

  /**
   * @param why in words for everybody who waits
   */
  record PauseBody(@Nullable String why) {}

  @PostMapping("/api/v1/phases/{id}/pause")
  Map<String, Object> pause(@PathVariable long id, @RequestBody(required = false) PauseBody body) {
    var organised = organised(id);
    var why = body == null || body.why() == null ? "The organiser paused it." : body.why();
    pauses.pause(organised.by().id(), organised.phase().id(), why);
    return scoring(id);
  }

  @PostMapping("/api/v1/phases/{id}/resume")
  Map<String, Object> resume(@PathVariable long id) {
    var organised = organised(id);
    pauses.resume(organised.by().id(), organised.phase().id());
    return scoring(id);
  }

  @GetMapping("/api/v1/phases/{id}/scoring")
  Map<String, Object> scoring(@PathVariable long id) {
    return pauses
        .of(organised(id).phase().id())
        .<Map<String, Object>>map(
            pause ->
                Map.of(
                    "paused",
                    true,
                    "since",
                    pause.since(),
                    "why",
                    pause.why(),
                    "waiting",
                    pause.waiting()))
        .orElse(Map.of("paused", false));
  }

  private record Organised(Account by, Phase phase) {}

  private Organised organised(long id) {
    var account = current.require();
    return competitions
        .phase(new PhaseId(id))
        .filter(phase -> competitions.standing(account, phase.competition()).isOrganiser())
        .map(phase -> new Organised(account, phase))
        .orElseThrow(() -> new Hidden("phase " + id));
  }
}
