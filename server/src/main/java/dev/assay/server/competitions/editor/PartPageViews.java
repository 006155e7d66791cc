package dev.assay.server.competitions.editor;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.editor.FieldView.Option;
import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryDataset;
import dev.assay.server.tasks.LibraryQuery;
import dev.assay.server.tasks.Reach;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Readable;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes the pages on which parts and tasks are uploaded or chosen. */
@Component
final class PartPageViews {
  static final long MAX_LOGO = 10_000_000;

  private final EditorViews views;
  private final PartViews parts;
  private final Library library;
  private final BundleIntake intake;
  private final CurrentAccount current;

  PartPageViews(
      EditorViews views,
      PartViews parts,
      Library library,
      BundleIntake intake,
      CurrentAccount current) {
    this.views = views;
    this.parts = parts;
    this.library = library;
    this.intake = intake;
    this.current = current;
  }

  EditorPartView part(Draft draft, PartName part, List<Finding> problems) {
    var content = draft.content();
    var item = part.isPicture() ? "" : part.block();
    var name =
        item.isEmpty() ? "" : content.document().text(FieldPath.of(item + ".name")).orElse("");
    return new EditorPartView(
        views.frame(draft, part.section().slug()),
        "/drafts/" + draft.id() + "/parts/" + PartName.slug(part.place()),
        "/drafts/" + draft.id() + "/" + part.section().slug() + "#" + BlockView.id(part.block()),
        part.words(),
        name,
        parts.part(draft, part.place()),
        part.isPicture(),
        part.isPicture() ? "" : DraftPartUpload.about(draft.id(), part),
        choices(part),
        new Remarks(content, draft.findings()).of(part.place()),
        problems,
        maxBytes(part));
  }

  long maxBytes(PartName part) {
    return part.isPicture() ? MAX_LOGO : intake.maxBytes();
  }

  private List<Option> choices(PartName part) {
    return part.isPicture()
        ? List.of()
        : library.datasets(LibraryQuery.of(current.require().id()).ofType(part.type())).stream()
            .map(PartPageViews::option)
            .toList();
  }

  private static Option option(LibraryDataset dataset) {
    return new Option(
        dataset.key().toString(),
        "%s (%s%s)"
            .formatted(dataset.name(), Readable.size(dataset.bytes()), from(dataset.reach())),
        "");
  }

  /** Tasks that may be taken into the draft as they are. */
  EditorTasksView tasks(Draft draft) {
    var options =
        library.tasks(LibraryQuery.of(current.require().id())).stream()
            .map(
                task ->
                    new Option(
                        task.key().toString(),
                        task.name() + from(task.reach()).replaceFirst("^, ", " · "),
                        task.description()))
            .toList();
    return new EditorTasksView(
        views.frame(draft, DraftSection.TASKS.slug()),
        "/drafts/" + draft.id() + "/task",
        "/drafts/" + draft.id() + "/" + DraftSection.TASKS.slug(),
        options);
  }

  private static String from(Reach reach) {
    return switch (reach) {
      case OWN -> "";
      case SHARED -> ", shared with you";
      case PUBLIC -> ", public";
    };
  }
}
