package dev.assay.server.competitions.editor;

import dev.assay.server.storage.Storage;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import java.time.Clock;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.view.RedirectView;

/** What is left to do on a draft, and the ways out of it: create, download, delete. */
@Controller
final class DraftEndPages {
  private final DraftAccess access;
  private final DraftCreation creation;
  private final JdbcDrafts drafts;
  private final CheckViews checks;
  private final EditorViews views;
  private final Storage storage;
  private final Clock clock;

  DraftEndPages(
      DraftAccess access,
      DraftCreation creation,
      JdbcDrafts drafts,
      CheckViews checks,
      EditorViews views,
      Storage storage,
      Clock clock) {
    this.access = access;
    this.creation = creation;
    this.drafts = drafts;
    this.checks = checks;
    this.views = views;
    this.storage = storage;
    this.clock = clock;
  }

  @GetMapping("/drafts/{id}/check")
  ModelAndView check(@PathVariable long id) {
    var draft = access.open(id);
    return draft.isEditable() ? Screen.page(checks.view(draft, null)) : redirect("/drafts/" + id);
  }

  @PostMapping("/drafts/{id}/create")
  ModelAndView create(@PathVariable long id) {
    var draft = access.open(id);
    if (!draft.isEditable() || draft.competition() != null) {
      return redirect("/drafts/" + id);
    }
    if (draft.hasErrors()) {
      return refused(draft, "Something is still missing; it is listed below.");
    }
    return creation
        .create(draft)
        .map(made -> redirect("/bundles/" + made))
        .orElseGet(
            () ->
                refused(
                    access.open(id),
                    "The draft was changed elsewhere at the same time. Look at it once more."));
  }

  private ModelAndView refused(Draft draft, String why) {
    var notice = new EditorNotice(Tone.WARNING, why, false, "");
    return Screen.page(checks.view(draft, notice), HttpStatus.CONFLICT);
  }

  @GetMapping("/drafts/{id}/bundle")
  ResponseEntity<StreamingResponseBody> download(@PathVariable long id) {
    var draft = access.open(id);
    var name = ContentDisposition.attachment().filename(DraftCreation.fileName(draft)).build();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .header("X-Content-Type-Options", "nosniff")
        .body(
            out -> DraftZip.write(DraftBundle.of(draft.content(), storage), out, clock.instant()));
  }

  @GetMapping("/drafts/{id}/delete")
  ModelAndView askToDelete(@PathVariable long id) {
    return Screen.page(new EditorDeleteView(views.frame(access.open(id), EditorViews.CHECK)));
  }

  @PostMapping("/drafts/{id}/delete")
  ModelAndView delete(@PathVariable long id) {
    drafts.delete(access.open(id).id());
    return redirect("/drafts");
  }

  private static ModelAndView redirect(String address) {
    return new ModelAndView(new RedirectView(address, true, false));
  }
}
