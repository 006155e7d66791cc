package dev.assay.server.trials;

import dev.assay.server.competitions.CompetitionAccess;
import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.leaderboards.BoardPreviews.Preview;
import dev.assay.server.submissions.FailureView;
import dev.assay.server.submissions.TrialSubmissions.Outcome;
import dev.assay.server.trials.JdbcTrials.Trial;
import dev.assay.server.trials.TrialReports.Report;
import dev.assay.server.trials.Trials.Answer;
import dev.assay.server.web.Finding;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Trying a competition from scripts and the command line. */
@RestController
class TrialApi {
  private final CompetitionAccess access;
  private final Trials trials;
  private final TrialReports reports;
  private final TrialPages pages;

  TrialApi(CompetitionAccess access, Trials trials, TrialReports reports, TrialPages pages) {
    this.access = access;
    this.trials = trials;
    this.reports = reports;
    this.pages = pages;
  }

  record TrialJson(long id, Instant at, boolean done, int runs, int scored, String line) {
    static TrialJson of(Trial one) {
      return new TrialJson(
          one.id().value(),
          one.at(),
          one.open() == 0,
          one.runs(),
          one.scored(),
          TrialReports.line(one));
    }
  }

  /**
   * @param failure null unless it failed
   */
  record RunJson(
      long submission,
      String name,
      long phase,
      String state,
      String line,
      @Nullable FailureJson failure) {}

  record FailureJson(String cause, String where, String fault, String fix, List<String> lastLines) {
    static @Nullable FailureJson of(@Nullable FailureView failure) {
      return failure == null
          ? null
          : new FailureJson(
              failure.cause(),
              failure.where(),
              failure.blame().name().toLowerCase(Locale.ROOT),
              failure.fix(),
              failure.logLines());
    }
  }

  record FindingJson(String code, String severity, String message, String path, String fix) {
    static FindingJson of(Finding one) {
      return new FindingJson(
          one.code(),
          one.severity().badge().word().toLowerCase(Locale.ROOT),
          one.cause(),
          one.place(),
          one.fix());
    }
  }

  record RowJson(int rank, String name, long submission, Map<String, BigDecimal> scores) {}

  /**
   * @param columns keys, in order
   */
  record BoardJson(long phase, List<String> columns, List<RowJson> rows) {}

  record ReportJson(
      TrialJson trial, List<RunJson> runs, List<FindingJson> findings, List<BoardJson> boards) {}

  @PostMapping("/api/v1/competitions/{id}/trials")
  ResponseEntity<?> start(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable Long phase)
      throws IOException {
    return switch (pages.start(access.organise(id), file, phase)) {
      case Answer.Started(var trial) -> {
        var page = "/competitions/%d/trials/%s".formatted(id, trial);
        var location = URI.create("/api/v1" + page);
        yield ResponseEntity.created(location)
            .body(Map.of("trial", trial.value(), "location", location, "page", page));
      }
      case Answer.Refused(var why) ->
          ResponseEntity.unprocessableContent().body(Map.of("error", why));
    };
  }

  @GetMapping("/api/v1/competitions/{id}/trials")
  List<TrialJson> list(@PathVariable long id) {
    return trials.of(access.organise(id).id()).stream().map(TrialJson::of).toList();
  }

  @GetMapping("/api/v1/competitions/{id}/trials/{trial}")
  ReportJson get(@PathVariable long id, @PathVariable long trial) {
    var seen = access.organise(id);
    return json(reports.of(find(seen, trial), seen.account()));
  }

  @PostMapping("/api/v1/competitions/{id}/trials/{trial}/stop")
  ReportJson stop(@PathVariable long id, @PathVariable long trial) {
    trials.stop(find(access.organise(id), trial));
    return get(id, trial);
  }

  private Trial find(Seen seen, long trial) {
    return trials
        .find(seen.id(), trial)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ReportJson json(Report report) {
    return new ReportJson(
        TrialJson.of(report.trial()),
        report.outcomes().stream().map(TrialApi::run).toList(),
        report.findings().stream().map(FindingJson::of).toList(),
        report.previews().values().stream().map(one -> board(one, report)).toList());
  }

  private static RunJson run(Outcome one) {
    return new RunJson(
        one.submission().value(),
        one.name(),
        one.phase().value(),
        one.word(),
        one.line(),
        FailureJson.of(one.failure()));
  }

  private static BoardJson board(Preview preview, Report report) {
    var board = preview.board();
    return new BoardJson(
        board.phase().value(),
        board.columns().stream().map(column -> column.key()).toList(),
        board.rows().stream()
            .map(
                row ->
                    new RowJson(
                        row.rank(),
                        report.outcomes().stream()
                            .filter(one -> one.submission().equals(row.submission()))
                            .map(Outcome::name)
                            .findFirst()
                            .orElse(""),
                        row.submission().value(),
                        row.values()))
            .toList());
  }
}
