package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.runs.RerunId;
import dev.assay.server.runs.Reruns;
import dev.assay.server.runs.Reruns.Rerun;
import dev.assay.server.runs.Reruns.Stage;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A re-run to follow; a re-score to compare with the board there is, and to decide on. */
@Controller
class RerunPages {
  private static final int MOST_FAILURES = 50;

  private final Reruns reruns;
  private final RescorePreview preview;
  private final JdbcEntries entries;
  private final Competitions competitions;
  private final CompetitionHeads heads;
  private final Accounts accounts;
  private final CurrentAccount current;

  RerunPages(
      Reruns reruns,
      RescorePreview preview,
      JdbcEntries entries,
      Competitions competitions,
      CompetitionHeads heads,
      Accounts accounts,
      CurrentAccount current) {
    this.reruns = reruns;
    this.preview = preview;
    this.entries = entries;
    this.competitions = competitions;
    this.heads = heads;
    this.accounts = accounts;
    this.current = current;
  }

  private record Seen(Account by, CompetitionId competition, Rerun rerun) {}

  private Seen see(long competition, long rerun) {
    var account = current.require();
    var id = new CompetitionId(competition);
    return reruns
        .find(new RerunId(rerun))
        .filter(one -> competitions.phase(one.phase()).orElseThrow().competition().equals(id))
        .filter(one -> competitions.standing(account, id).isOrganiser())
        .map(one -> new Seen(account, id, one))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  @GetMapping("/competitions/{competition}/reruns/{id}")
  ModelAndView page(@PathVariable long competition, @PathVariable long id) {
    return Screen.page(view(see(competition, id)));
  }

  @PostMapping("/competitions/{competition}/reruns/{id}/apply")
  RedirectView apply(@PathVariable long competition, @PathVariable long id) {
    var seen = see(competition, id);
    if (!reruns.apply(seen.by().id(), seen.rerun().id())) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "It has not ended yet, or it was decided already.");
    }
    return new RedirectView("/competitions/" + competition + "/reruns/" + id, true, false);
  }

  @PostMapping("/competitions/{competition}/reruns/{id}/drop")
  RedirectView drop(@PathVariable long competition, @PathVariable long id) {
    var seen = see(competition, id);
    if (!reruns.drop(seen.by().id(), seen.rerun().id())) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "It is over already.");
    }
    return new RedirectView("/competitions/" + competition + "/reruns/" + id, true, false);
  }

  private RerunView view(Seen seen) {
    var rerun = seen.rerun();
    var primary = entries.rules(rerun.phase()).orElseThrow().primary();
    var rescores = rerun.kind() == Reruns.Kind.RESCORE;
    return new RerunView(
        heads.head(seen.competition(), seen.by()).orElseThrow(),
        rerun.id().value(),
        rescores ? "Scored again" : "Run again",
        competitions.phase(rerun.phase()).orElseThrow().name(),
        accounts.displayName(rerun.by()),
        rerun.at(),
        rerun.reason(),
        badge(rerun),
        line(rerun),
        rerun.stage() == Stage.QUEUEING || rerun.stage() == Stage.RUNNING,
        rerun.mayBeApplied(),
        rerun.mayBeDropped(),
        primary.map(Column::title).orElse("Score"),
        primary.map(Column::precision).orElse(2),
        rerun.mayBeApplied() ? moves(rerun, primary.orElse(null)) : List.of(),
        reruns.failures(rerun.id(), MOST_FAILURES).stream()
            .map(one -> new RerunView.Failed(one.submission().value(), one.message()))
            .toList());
  }

  private List<RerunView.Move> moves(Rerun rerun, @Nullable Column primary) {
    var moves = preview.moves(rerun.phase(), rerun.id());
    var names =
        accounts.displayNames(moves.stream().map(one -> one.any().account()).distinct().toList());
    return moves.stream()
        .map(
            one ->
                new RerunView.Move(
                    one.submission().value(),
                    names.of(one.any().account()),
                    one.before() == null ? null : one.before().rank(),
                    primary == null ? null : RescorePreview.score(one.before(), primary),
                    one.after() == null ? null : one.after().rank(),
                    primary == null ? null : RescorePreview.score(one.after(), primary)))
        .toList();
  }

  private static Badge badge(Rerun rerun) {
    return switch (rerun.stage()) {
      case QUEUEING -> new Badge(Tone.WAITING, "Queueing");
      case RUNNING -> new Badge(Tone.ACTIVE, "Running");
      case ENDED ->
          rerun.mayBeApplied()
              ? new Badge(Tone.WARNING, "To decide")
              : new Badge(Tone.GOOD, "Done");
      case APPLIED -> new Badge(Tone.GOOD, "Applied");
      case DROPPED -> new Badge(Tone.OVER, "Dropped");
    };
  }

  private static String line(Rerun rerun) {
    var parts =
        Stream.of(
            rerun.open() > 0 ? rerun.open() + " still to come" : "",
            rerun.failed() > 0 ? rerun.failed() + " failed and keep their old result" : "",
            rerun.cancelled() > 0 ? rerun.cancelled() + " cancelled" : "",
            rerun.skipped() > 0
                ? Readable.counted(rerun.skipped(), "submission")
                    + " left out: still running, or without stored predictions"
                : "");
    return "%d of %d scored"
        .formatted(rerun.scored(), rerun.total())
        .concat(parts.filter(part -> !part.isEmpty()).map("; "::concat).reduce("", String::concat))
        .concat(".");
  }
}
