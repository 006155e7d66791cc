package dev.assay.server.tasks.library;

import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryTask;
import dev.assay.server.tasks.Sharing;
import dev.assay.server.tasks.Sharing.Thing.OfTask;
import dev.assay.server.tasks.library.OwnTasks.Wanted;
import dev.assay.server.tasks.library.OwnTasks.WantedParts;
import dev.assay.server.tasks.library.TaskViews.Retry;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Screen;
import dev.assay.server.web.SentName;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** One's tasks: list, make, change by a new version, share, delete. */
@Controller
final class TaskPages {
  private final Things things;
  private final Library library;
  private final OwnTasks own;
  private final TaskViews views;
  private final OwnDatasets datasets;
  private final TaskBundles bundles;
  private final TaskSharing taskSharing;
  private final Sharing sharing;

  TaskPages(
      Things things,
      Library library,
      OwnTasks own,
      TaskViews views,
      OwnDatasets datasets,
      TaskBundles bundles,
      TaskSharing taskSharing,
      Sharing sharing) {
    this.datasets = datasets;
    this.bundles = bundles;
    this.things = things;
    this.library = library;
    this.own = own;
    this.views = views;
    this.taskSharing = taskSharing;
    this.sharing = sharing;
  }

  @GetMapping("/tasks")
  ModelAndView list(LibraryFilter filter) {
    var found = library.tasks(filter.query(things.reader()));
    var shown = found.stream().limit(LibraryFilter.PAGE).toList();
    var names = things.names(shown.stream().map(LibraryTask::owner).toList());
    var rows =
        shown.stream()
            .map(
                one ->
                    new LibraryListView.Row(
                        "/tasks/" + one.key(),
                        one.name(),
                        one.description(),
                        "Version " + one.versions(),
                        "",
                        names.of(one.owner()),
                        Words.of(one.reach(), one.isPublic()),
                        one.changedAt()))
            .toList();
    var next =
        found.size() > shown.size()
            ? "/tasks" + filter.parameters(null, shown.getLast().id().value())
            : null;
    return Screen.page(ListParts.view(true, filter, List.of(), rows, next));
  }

  @GetMapping("/tasks/new")
  ModelAndView form() {
    var nothing = new WantedParts(Map.of(), false, false, false);
    return form(new Wanted("", "", false, nothing), Map.of(), List.of());
  }

  private ModelAndView form(Wanted wanted, Map<String, String> problems, List<Finding> findings) {
    var view =
        new NewTaskView(
            wanted.name(),
            wanted.description(),
            wanted.isPublic(),
            views.parts(things.reader(), wanted.parts(), problems),
            problems,
            findings,
            datasets.maxBytes());
    return Screen.page(
        view, findings.isEmpty() ? status(problems) : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** A task bundle; what the check found is shown where it is refused. */
  @PostMapping("/tasks/upload")
  ModelAndView upload(@RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    var account = things.reader();
    var nothing = new Wanted("", "", false, new WantedParts(Map.of(), false, false, false));
    if (file == null || file.isEmpty() || file.getSize() > datasets.maxBytes()) {
      var finding =
          Finding.error(
              "No file came with the form, or a larger one than this site takes.",
              "Choose the zip with task.yaml.");
      return form(nothing, Map.of(), List.of(finding));
    }
    try (var bytes = file.getInputStream()) {
      var outcome = bundles.upload(account, bytes, SentName.of(file, "bundle.zip"));
      return outcome.key() == null
          ? form(nothing, Map.of(), outcome.findings().stream().map(Words::of).toList())
          : redirect("/tasks/" + outcome.key());
    }
  }

  @PostMapping("/tasks")
  ModelAndView create(@RequestParam Map<String, String> form) {
    var wanted =
        new Wanted(
            form.getOrDefault("name", ""),
            form.getOrDefault("description", ""),
            form.containsKey("public"),
            parts(form));
    return switch (own.create(things.reader(), wanted)) {
      case Kept.Done(var key) -> redirect("/tasks/" + key);
      case Kept.Refused(var problems) -> form(wanted, problems, List.of());
    };
  }

  private static WantedParts parts(Map<String, String> form) {
    var keys = new EnumMap<DatasetType, String>(DatasetType.class);
    for (var type : TaskViews.PARTS) {
      keys.put(type, form.getOrDefault(OwnTasks.field(type), ""));
    }
    return new WantedParts(
        keys,
        form.containsKey("ingestionOnlyDuringScoring"),
        form.containsKey("shareOutput"),
        form.containsKey("showReferenceData"));
  }

  @GetMapping("/tasks/{key}")
  ModelAndView show(@PathVariable String key) {
    return show(things.task(key), Retry.NONE);
  }

  private ModelAndView show(LibraryTask task, Retry retry) {
    return Screen.page(views.of(task, things.reader(), retry), status(retry.problems()));
  }

  private static HttpStatus status(Map<String, String> problems) {
    return problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
  }

  @PostMapping("/tasks/{key}")
  ModelAndView change(
      @PathVariable String key,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String description) {
    var task = things.ownTask(key);
    return switch (own.change(task, name, description)) {
      case Kept.Done(var done) -> redirect("/tasks/" + done);
      case Kept.Refused(var problems) ->
          show(task, new Retry(problems, Map.of("name", name, "description", description), null));
    };
  }

  @PostMapping("/tasks/{key}/versions")
  ModelAndView addVersion(@PathVariable String key, @RequestParam Map<String, String> form) {
    var task = things.ownTask(key);
    var note = form.getOrDefault("note", "");
    return switch (own.addVersion(things.reader(), task, parts(form), note)) {
      case Kept.Done(var done) -> redirect("/tasks/" + done);
      case Kept.Refused(var problems) ->
          show(task, new Retry(problems, Map.of("note", note), parts(form)));
    };
  }

  @PostMapping("/tasks/{key}/public")
  ModelAndView makePublic(
      @PathVariable String key, @RequestParam(name = "public") boolean isPublic) {
    var task = things.ownTask(key);
    sharing.makePublic(new OfTask(task.id()), isPublic);
    return redirect("/tasks/" + task.key());
  }

  /**
   * @param files whether the files of the newest version are shared along
   */
  @PostMapping("/tasks/{key}/shares")
  ModelAndView share(
      @PathVariable String key,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "false") boolean files) {
    var task = things.ownTask(key);
    var problem = taskSharing.share(task, username, files);
    return problem.isEmpty()
        ? redirect("/tasks/" + task.key())
        : show(task, new Retry(Map.of("username", problem), Map.of("username", username), null));
  }

  @PostMapping("/tasks/{key}/shares/{username}/end")
  ModelAndView unshare(@PathVariable String key, @PathVariable String username) {
    var task = things.ownTask(key);
    things.unshare(new OfTask(task.id()), username);
    return redirect("/tasks/" + task.key());
  }

  @PostMapping("/tasks/{key}/delete")
  ModelAndView delete(@PathVariable String key) {
    var task = things.ownTask(key);
    return switch (own.delete(task)) {
      case Kept.Done(var _) -> redirect("/tasks");
      case Kept.Refused(var problems) -> show(task, Retry.because(problems));
    };
  }

  private static ModelAndView redirect(String path) {
    return new ModelAndView(new RedirectView(path, true, false));
  }
}
