package dev.assay.server.competitions.editor;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.editor.FieldView.Part;
import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryDataset;
import dev.assay.server.tasks.LibraryTask;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Says what stands in the place of a part: an uploaded file, a data set of the site, or nothing.
 */
@Component
final class PartViews {
  private final Library library;
  private final CurrentAccount current;

  PartViews(Library library, CurrentAccount current) {
    this.library = library;
    this.current = current;
  }

  /** Of a part such as {@code tasks[0].scoring_program}, or of a task of the site. */
  Part part(Draft draft, String name) {
    var url = "/drafts/" + draft.id() + "/parts/" + PartName.slug(name);
    var path = FieldPath.of(name);
    var file = draft.content().fileAt(path);
    if (file.isPresent()) {
      var picture =
          name.equals("image") ? "/drafts/" + draft.id() + "/logo?v=" + file.get().id() : "";
      return new Part(file.get().fileName(), file.get().size(), url, picture);
    }
    if (!EditableFields.isPart(name)) {
      var task = task(draft.content().document().text(path.key("key")).orElse(""));
      return new Part(task.map(LibraryTask::name).orElse("A task that is not there"), 0, "", "");
    }
    var text = draft.content().document().text(path).orElse("");
    return dataset(text)
        .map(one -> new Part(one.name(), one.bytes(), url, ""))
        .orElseGet(() -> new Part(text, 0, url, ""));
  }

  private Optional<LibraryDataset> dataset(String key) {
    return uuid(key).flatMap(found -> library.dataset(found, current.require().id()));
  }

  private Optional<LibraryTask> task(String key) {
    return uuid(key).flatMap(found -> library.task(found, current.require().id()));
  }

  static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
