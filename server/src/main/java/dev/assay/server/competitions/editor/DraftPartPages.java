package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.DraftFiles.Taken;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Screen;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Uploading, choosing and taking away the parts of a draft: logo, programs, data, tasks. */
@Controller
final class DraftPartPages {
  private final DraftAccess access;
  private final DraftEditing editing;
  private final PartPageViews views;
  private final DraftFiles files;
  private final Storage storage;

  DraftPartPages(
      DraftAccess access,
      DraftEditing editing,
      PartPageViews views,
      DraftFiles files,
      Storage storage) {
    this.access = access;
    this.editing = editing;
    this.views = views;
    this.files = files;
    this.storage = storage;
  }

  @GetMapping("/drafts/{id}/parts/{slug}")
  ModelAndView show(@PathVariable long id, @PathVariable String slug) {
    var draft = access.open(id);
    return Screen.page(views.part(draft, part(draft, slug), List.of()));
  }

  @PostMapping("/drafts/{id}/parts/{slug}")
  ModelAndView upload(
      @PathVariable long id,
      @PathVariable String slug,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
      throws IOException {
    var draft = access.open(id);
    var part = part(draft, slug);
    var problem = put(draft, part, files.take(part, file, views.maxBytes(part)));
    return problem == null
        ? redirect(views.part(draft, part, List.of()).back())
        : Screen.page(views.part(draft, part, List.of(problem)), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** The same for the page's script, which shows progress and reads an answer of its own. */
  @PostMapping(path = "/drafts/{id}/parts/{slug}", headers = "X-Requested-With=fetch")
  @ResponseBody
  ResponseEntity<Map<String, Object>> uploadByScript(
      @PathVariable long id,
      @PathVariable String slug,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam(name = "upload", required = false) @Nullable String upload)
      throws IOException {
    var draft = access.open(id);
    var part = part(draft, slug);
    var taken = upload == null ? files.take(part, file, views.maxBytes(part)) : files.take(upload);
    var problem = put(draft, part, taken);
    return problem == null
        ? ResponseEntity.ok(Map.of("location", views.part(draft, part, List.of()).back()))
        : ResponseEntity.unprocessableContent()
            .body(Map.of("error", problem.cause(), "fix", problem.fix()));
  }

  /** What is wrong with the file; null if it is in its place. */
  private @Nullable Finding put(Draft draft, PartName part, Taken taken) {
    return switch (taken) {
      case Taken.Wrong(var problem) -> problem;
      case Taken.File(var blob) -> {
        change(draft, content -> DraftPart.uploaded(content, FieldPath.of(part.place()), blob));
        yield null;
      }
    };
  }

  @PostMapping("/drafts/{id}/parts/{slug}/choose")
  ModelAndView choose(
      @PathVariable long id,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String key) {
    var draft = access.open(id);
    var part = part(draft, slug);
    var view = views.part(draft, part, List.of());
    if (view.choices().stream().noneMatch(option -> option.value().equals(key))) {
      var problem = Finding.error("No data set is chosen.", "Choose one from the list.");
      return Screen.page(
          views.part(draft, part, List.of(problem)), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    change(draft, content -> DraftPart.chosen(content, FieldPath.of(part.place()), key));
    return redirect(view.back());
  }

  @PostMapping("/drafts/{id}/parts/{slug}/remove")
  ModelAndView remove(@PathVariable long id, @PathVariable String slug) {
    var draft = access.open(id);
    var part = part(draft, slug);
    change(draft, content -> DraftPart.without(content, FieldPath.of(part.place())));
    return redirect(views.part(draft, part, List.of()).back());
  }

  @GetMapping("/drafts/{id}/task")
  ModelAndView tasks(@PathVariable long id) {
    return Screen.page(views.tasks(access.open(id)));
  }

  @PostMapping("/drafts/{id}/task")
  ModelAndView addTask(@PathVariable long id, @RequestParam(defaultValue = "") String key) {
    var draft = access.open(id);
    var view = views.tasks(draft);
    if (view.choices().stream().noneMatch(option -> option.value().equals(key))) {
      return Screen.page(view, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    change(draft, content -> DraftPart.withTask(content, key));
    return redirect(view.back());
  }

  @GetMapping("/drafts/{id}/logo")
  ResponseEntity<Resource> logo(@PathVariable long id) throws IOException {
    var blob =
        access
            .open(id)
            .content()
            .fileAt(FieldPath.of("image"))
            .filter(file -> file.mediaType().startsWith("image/"))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return picture(blob);
  }

  private ResponseEntity<Resource> picture(Blob blob) throws IOException {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(blob.mediaType()))
        .contentLength(blob.size())
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("X-Content-Type-Options", "nosniff")
        .body(new InputStreamResource(storage.open(blob.id())));
  }

  private void change(Draft draft, UnaryOperator<DraftContent> change) {
    if (!(editing.change(draft.id(), change) instanceof DraftEditing.Outcome.Kept)) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "The competition is being made");
    }
  }

  /** The part, if the draft has the item that it belongs to. */
  private static PartName part(Draft draft, String slug) {
    return PartName.of(slug)
        .filter(
            part ->
                part.isPicture()
                    || draft.content().document().get(FieldPath.of(part.block())).isPresent())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ModelAndView redirect(String address) {
    return new ModelAndView(new RedirectView(address, true, false));
  }
}
