package dev.assay.server.competitions;

import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.JdbcPhaseTasks.PhaseTask;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.Library;
import dev.assay.server.web.Screen;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Shows organisers which version of each task their phases use, and lets them decide. */
@Controller
final class PhaseTaskPages {
  private final CompetitionAccess access;
  private final CompetitionHeads heads;
  private final JdbcPhaseTasks tasks;
  private final Library library;

  PhaseTaskPages(
      CompetitionAccess access, CompetitionHeads heads, JdbcPhaseTasks tasks, Library library) {
    this.access = access;
    this.heads = heads;
    this.tasks = tasks;
    this.library = library;
  }

  @GetMapping("/competitions/{id}/tasks")
  ModelAndView show(@PathVariable long id) {
    var seen = access.organise(id);
    return Screen.page(
        new PhaseTasksView(
            heads.head(seen.id(), seen.reader()).orElseThrow(),
            tasks.list(seen.id()).stream().map(one -> row(one, seen)).toList()));
  }

  private PhaseTasksView.Row row(PhaseTask one, Seen seen) {
    var mayOpen = library.task(UUID.fromString(one.key()), seen.account().id()).isPresent();
    return new PhaseTasksView.Row(
        one.phaseName(),
        one.name(),
        mayOpen ? "/tasks/" + one.key() : null,
        one.used(),
        one.usedSince(),
        one.newest(),
        one.follows(),
        one.otherwise(),
        "/competitions/%s/phases/%s/tasks/%s".formatted(seen.id(), one.phase(), one.task()));
  }

  /**
   * @param version null to follow the newest
   */
  @PostMapping("/competitions/{id}/phases/{phase}/tasks/{task}")
  RedirectView choose(
      @PathVariable long id,
      @PathVariable long phase,
      @PathVariable long task,
      @RequestParam(required = false) @Nullable Integer version) {
    var competition = access.organise(id).id();
    var phaseId = new PhaseId(phase);
    var taskId = new TaskId(task);
    var done =
        version == null
            ? tasks.follow(competition, phaseId, taskId)
            : tasks.pin(competition, phaseId, taskId, version);
    if (!done) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return new RedirectView("/competitions/" + id + "/tasks", true, false);
  }
}
