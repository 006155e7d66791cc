package dev.assay.server.migrations;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.web.Screen;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where organisers see and start what goes from one phase to the next, and the same for scripts.
 */
@Controller
class MigrationPages {
  private final JdbcMigrations migrations;
  private final Competitions competitions;
  private final CompetitionHeads heads;
  private final CurrentAccount current;
  private final SchedulerClient scheduler;
  private final Clock clock;

  MigrationPages(
      JdbcMigrations migrations,
      Competitions competitions,
      CompetitionHeads heads,
      CurrentAccount current,
      SchedulerClient scheduler,
      Clock clock) {
    this.migrations = migrations;
    this.competitions = competitions;
    this.heads = heads;
    this.current = current;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @GetMapping("/competitions/{id}/migrations")
  ModelAndView page(@PathVariable long id) {
    var competition = new CompetitionId(id);
    requireOrganiser(competition);
    var phases = competitions.phases(competition);
    return Screen.page(
        new MigrationsView(
            heads.head(competition, current.require()).orElseThrow(), steps(phases)));
  }

  private List<MigrationsView.Step> steps(List<Phase> phases) {
    return phases.stream()
        .skip(1)
        .map(target -> step(phases.get(phases.indexOf(target) - 1), target))
        .toList();
  }

  private MigrationsView.Step step(Phase source, Phase target) {
    var standing = migrations.standing(source.id(), target.id());
    return new MigrationsView.Step(
        source.id().value(),
        source.name(),
        target.name(),
        standing.automatic(),
        standing.migrated(),
        target.startsAt(),
        standing.copied(),
        migrations.countCopyable(source.id(), target.id()),
        standing.running());
  }

  @PostMapping("/competitions/{id}/phases/{phase}/migrate")
  RedirectView migrate(@PathVariable long id, @PathVariable long phase) {
    var competition = new CompetitionId(id);
    requireOrganiser(competition);
    var source =
        competitions
            .phase(new PhaseId(phase))
            .filter(one -> one.competition().equals(competition))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    ask(migrations.after(source.id()).orElseThrow(MigrationPages::notFound));
    return new RedirectView("/competitions/" + id + "/migrations", true, false);
  }

  /** From this phase to the next; answered before it is done. */
  @PostMapping("/api/v1/phases/{id}/migrate")
  ResponseEntity<Map<String, Object>> migrate(@PathVariable long id) {
    var source = competitions.phase(new PhaseId(id)).orElseThrow(MigrationPages::notFound);
    requireOrganiser(source.competition());
    var target = migrations.after(source.id());
    if (target.isEmpty()) {
      return ResponseEntity.status(HttpStatus.CONFLICT)
          .body(
              Map.of(
                  "error",
                  "%s is the last phase: there is none after it.".formatted(source.name())));
    }
    int waiting = migrations.countCopyable(source.id(), target.get());
    ask(target.get());
    return ResponseEntity.accepted()
        .body(Map.of("phase", target.get().value(), "submissions", waiting));
  }

  private void ask(PhaseId target) {
    scheduler.scheduleIfNotExists(MigrationTasks.asked(target), clock.instant());
  }

  private void requireOrganiser(CompetitionId competition) {
    var account = current.require();
    if (!competitions.standing(account, competition).isOrganiser()) {
      throw notFound();
    }
  }

  private static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
