package dev.assay.server.competitions.editor;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.editor.DraftEditing.Outcome;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Beginning a draft, and writing its sections: a plain form that a script may send by itself. */
@Controller
final class DraftPages {
  private static final int MAX_TITLE = 256;

  private final DraftAccess access;
  private final DraftEditing editing;
  private final JdbcDrafts drafts;
  private final EditorViews views;
  private final CurrentAccount current;

  DraftPages(
      DraftAccess access,
      DraftEditing editing,
      JdbcDrafts drafts,
      EditorViews views,
      CurrentAccount current) {
    this.access = access;
    this.editing = editing;
    this.drafts = drafts;
    this.views = views;
    this.current = current;
  }

  @GetMapping("/drafts")
  ModelAndView list() {
    return Screen.page(list("", ""));
  }

  private DraftListView list(String name, String problem) {
    var rows =
        drafts.of(current.require().id()).stream()
            .map(
                line ->
                    new DraftListView.Row(
                        "/drafts/" + line.id(),
                        line.shownTitle(),
                        line.competition() == null ? "" : "Changes to an existing competition",
                        line.changedAt()))
            .toList();
    return new DraftListView(rows, name, problem);
  }

  @PostMapping("/drafts")
  ModelAndView begin(@RequestParam(defaultValue = "") String title) {
    var account = current.require();
    var stripped = title.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_TITLE) {
      var problem =
          stripped.isEmpty()
              ? "Give it a title; it can be changed later."
              : "A title has at most %d characters.".formatted(MAX_TITLE);
      return Screen.page(list(title, problem), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return redirect("/drafts/" + editing.begin(account.id(), stripped));
  }

  @GetMapping("/drafts/{id}")
  ModelAndView open(@PathVariable long id) {
    var draft = access.open(id);
    return redirect(closed(draft, "/drafts/%s/%s".formatted(id, DraftSection.ABOUT.slug())));
  }

  /** Where a draft that is no longer written leads. */
  private static String closed(Draft draft, String otherwise) {
    var creation = draft.creation();
    var target = draft.competition();
    if (!draft.isEditable() && target != null) {
      return "/competitions/" + target.id();
    }
    if (creation == null || draft.isEditable()) {
      return otherwise;
    }
    return creation.made() == null
        ? "/bundles/" + creation.id()
        : "/competitions/" + creation.made();
  }

  @GetMapping("/drafts/{id}/{slug}")
  ModelAndView section(
      @PathVariable long id,
      @PathVariable String slug,
      @RequestParam(name = "v", required = false) @Nullable Long version) {
    var draft = access.open(id);
    var section = section(slug);
    if (!draft.isEditable()) {
      return redirect(closed(draft, "/drafts"));
    }
    var mayUndo = draft.undo() != null && version != null && version == draft.version();
    return Screen.page(views.section(draft, section, mayUndo ? removed() : null));
  }

  private static EditorNotice removed() {
    return new EditorNotice(
        Tone.NEUTRAL,
        "Removed. You can have it back as long as you change nothing else here.",
        true,
        "");
  }

  @PostMapping("/drafts/{id}/{slug}")
  ModelAndView save(
      @PathVariable long id,
      @PathVariable String slug,
      @RequestParam MultiValueMap<String, String> fields) {
    var section = section(slug);
    var act = act(fields);
    return switch (save(access.open(id), section, fields, act)) {
      case Outcome.Kept kept -> redirect(place(kept, section, act));
      case Outcome.Overtaken overtaken ->
          Screen.page(overtaken(overtaken.draft(), section, fields), HttpStatus.CONFLICT);
      case Outcome.Closed closed -> redirect(closed(closed.draft(), "/drafts"));
    };
  }

  /** The same for the page's script: remarks come back, or the address to go to. */
  @PostMapping(path = "/drafts/{id}/{slug}", headers = "HX-Request")
  ModelAndView saveByScript(
      @PathVariable long id,
      @PathVariable String slug,
      @RequestParam MultiValueMap<String, String> fields,
      HttpServletResponse response) {
    var section = section(slug);
    var act = act(fields);
    var outcome = save(access.open(id), section, fields, act);
    response.setHeader("X-Draft", outcome.getClass().getSimpleName());
    var view =
        switch (outcome) {
          case Outcome.Kept kept -> {
            if (!act.isEmpty()) {
              response.setHeader("HX-Redirect", place(kept, section, act));
            }
            yield views.section(kept.draft(), section, null);
          }
          case Outcome.Overtaken overtaken -> overtaken(overtaken.draft(), section, fields);
          case Outcome.Closed closed -> {
            response.setHeader("HX-Redirect", closed(closed.draft(), "/drafts"));
            yield views.section(closed.draft(), section, null);
          }
        };
    return Screen.fragment(new EditorSavedView(view));
  }

  private Outcome save(
      Draft draft, DraftSection section, MultiValueMap<String, String> fields, String act) {
    var seen = fields.getOrDefault("seen", List.of());
    return editing.save(draft.id(), section, fields, seen, act);
  }

  /** What was typed is shown on top of what is kept; sending it once more decides. */
  private EditorView overtaken(
      Draft draft, DraftSection section, MultiValueMap<String, String> fields) {
    var typed = DraftEdit.apply(draft.content(), section, fields);
    var notice =
        new EditorNotice(
            Tone.WARNING,
            "This section was changed elsewhere, in another tab or by somebody else. What you wrote"
                + " is still here and not yet saved.",
            false,
            SeenToken.of(draft.content(), section));
    var view = views.section(draft.with(typed), section, notice);
    return view.seeing(fields.getOrDefault("seen", List.of("")).getFirst());
  }

  private static String place(Outcome.Kept kept, DraftSection section, String act) {
    var draft = kept.draft();
    var place = kept.place();
    return "/drafts/%s/%s?v=%d%s"
        .formatted(
            draft.id(),
            section.slug(),
            draft.version(),
            act.isEmpty() || place.isEmpty() ? "" : "#" + BlockView.id(place));
  }

  static DraftSection section(String slug) {
    return DraftSection.named(slug)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** What the button that was used asks for besides saving. */
  private static String act(MultiValueMap<String, String> fields) {
    var act = fields.getFirst("act");
    return act == null || act.equals("save") ? "" : act;
  }

  private static ModelAndView redirect(String address) {
    return new ModelAndView(new RedirectView(address, true, false));
  }
}
