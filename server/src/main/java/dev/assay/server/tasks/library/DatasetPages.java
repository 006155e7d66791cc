package dev.assay.server.tasks.library;

import dev.assay.server.accounts.Account;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryDataset;
import dev.assay.server.tasks.Sharing;
import dev.assay.server.tasks.Sharing.Thing.OfDataset;
import dev.assay.server.tasks.library.LibraryListView.Option;
import dev.assay.server.tasks.library.OwnDatasets.Wanted;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Screen;
import dev.assay.server.web.SentName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** One's data and programs: list, upload, share, delete. */
@Controller
final class DatasetPages {
  private static final Duration LINK_LIFE = Duration.ofMinutes(5);

  private final Things things;
  private final Library library;
  private final OwnDatasets own;
  private final DatasetViews views;
  private final Sharing sharing;
  private final Storage storage;

  DatasetPages(
      Things things,
      Library library,
      OwnDatasets own,
      DatasetViews views,
      Sharing sharing,
      Storage storage) {
    this.things = things;
    this.library = library;
    this.own = own;
    this.views = views;
    this.sharing = sharing;
    this.storage = storage;
  }

  @GetMapping("/data")
  ModelAndView list(LibraryFilter filter) {
    var found = library.datasets(filter.query(things.reader()));
    var shown = found.stream().limit(LibraryFilter.PAGE).toList();
    var names = things.names(shown.stream().map(LibraryDataset::owner).toList());
    var rows =
        shown.stream()
            .map(
                one ->
                    new LibraryListView.Row(
                        "/data/" + one.key(),
                        one.name(),
                        one.description(),
                        Words.of(one.type()),
                        Readable.size(one.bytes()),
                        names.of(one.owner()),
                        Words.of(one.reach(), one.isPublic()),
                        one.createdAt()))
            .toList();
    var next =
        found.size() > shown.size()
            ? "/data" + filter.parameters(null, shown.getLast().id().value())
            : null;
    return Screen.page(
        ListParts.view(false, filter, types(filter.typeText(), "Every type"), rows, next));
  }

  private static List<Option> types(String chosen, String none) {
    return Stream.concat(
            Stream.of(new Option("", none, chosen.isEmpty())),
            OwnDatasets.TYPES.stream()
                .map(one -> new Option(one.text(), Words.of(one), one.text().equals(chosen))))
        .toList();
  }

  @GetMapping("/data/new")
  ModelAndView form(@RequestParam(defaultValue = "") String type) {
    things.reader();
    return form(new Wanted(type, "", "", false), Map.of());
  }

  private ModelAndView form(Wanted wanted, Map<String, String> problems) {
    var view =
        new NewDatasetView(
            own.maxBytes(),
            types(wanted.datasetType().map(DatasetType::text).orElse(""), "Choose"),
            wanted.name(),
            wanted.description(),
            wanted.isPublic(),
            problems);
    return Screen.page(view, problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @PostMapping("/data")
  ModelAndView upload(
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String description,
      @RequestParam(name = "public", defaultValue = "false") boolean isPublic,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String upload)
      throws IOException {
    var wanted = new Wanted(type, name, description, isPublic);
    return switch (received(own, things.reader(), wanted, file, upload)) {
      case Kept.Done(var key) -> redirect("/data/" + key);
      case Kept.Refused(var problems) -> form(wanted, problems);
    };
  }

  /** The same for the page's script, which shows progress and reads an answer of its own. */
  @PostMapping(path = "/data", headers = "X-Requested-With=fetch")
  @ResponseBody
  ResponseEntity<Map<String, Object>> uploadByScript(
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String description,
      @RequestParam(name = "public", defaultValue = "false") boolean isPublic,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String upload)
      throws IOException {
    var wanted = new Wanted(type, name, description, isPublic);
    return switch (received(own, things.reader(), wanted, file, upload)) {
      case Kept.Done(var key) -> ResponseEntity.ok(Map.of("location", "/data/" + key));
      case Kept.Refused(var problems) ->
          ResponseEntity.unprocessableContent()
              .body(
                  Map.of("error", String.join(" ", problems.values()), "fix", "Nothing was kept."));
    };
  }

  static Kept received(
      OwnDatasets own,
      Account account,
      Wanted wanted,
      @Nullable MultipartFile file,
      @Nullable String upload)
      throws IOException {
    if (upload != null) {
      return own.upload(account, wanted, upload);
    }
    if (file == null || file.isEmpty()) {
      return Kept.Refused.because("file", "No file came along, or an empty one: choose it.");
    }
    try (var bytes = file.getInputStream()) {
      return own.upload(account, wanted, bytes, SentName.of(file, "data.zip"));
    }
  }

  @GetMapping("/data/{key}")
  ModelAndView show(@PathVariable String key) {
    return show(things.dataset(key), Map.of(), Map.of());
  }

  private ModelAndView show(
      LibraryDataset dataset, Map<String, String> problems, Map<String, String> typed) {
    return Screen.page(
        views.of(dataset, problems, typed),
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** An attachment that is never interpreted, under a link that ends by itself. */
  @GetMapping({"/data/{key}/file", "/api/v1/datasets/{key}/file"})
  RedirectView download(@PathVariable String key) {
    return new RedirectView(
        storage.downloadLink(things.dataset(key).blob(), LINK_LIFE), true, false);
  }

  @PostMapping("/data/{key}")
  ModelAndView change(
      @PathVariable String key,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String description) {
    var dataset = things.ownDataset(key);
    return switch (own.change(dataset, name, description)) {
      case Kept.Done(var done) -> redirect("/data/" + done);
      case Kept.Refused(var problems) ->
          show(dataset, problems, Map.of("name", name, "description", description));
    };
  }

  @PostMapping("/data/{key}/public")
  ModelAndView makePublic(
      @PathVariable String key, @RequestParam(name = "public") boolean isPublic) {
    var dataset = things.ownDataset(key);
    sharing.makePublic(new OfDataset(dataset.id()), isPublic);
    return redirect("/data/" + dataset.key());
  }

  @PostMapping("/data/{key}/shares")
  ModelAndView share(@PathVariable String key, @RequestParam(defaultValue = "") String username) {
    var dataset = things.ownDataset(key);
    var problem = things.share(new OfDataset(dataset.id()), username);
    return problem.isEmpty()
        ? redirect("/data/" + dataset.key())
        : show(dataset, Map.of("username", problem), Map.of("username", username));
  }

  @PostMapping("/data/{key}/shares/{username}/end")
  ModelAndView unshare(@PathVariable String key, @PathVariable String username) {
    var dataset = things.ownDataset(key);
    things.unshare(new OfDataset(dataset.id()), username);
    return redirect("/data/" + dataset.key());
  }

  @PostMapping("/data/{key}/delete")
  ModelAndView delete(@PathVariable String key) {
    var dataset = things.ownDataset(key);
    return switch (own.delete(dataset)) {
      case Kept.Done(var _) -> redirect("/data");
      case Kept.Refused(var problems) -> show(dataset, problems, Map.of());
    };
  }

  private static ModelAndView redirect(String path) {
    return new ModelAndView(new RedirectView(path, true, false));
  }
}
