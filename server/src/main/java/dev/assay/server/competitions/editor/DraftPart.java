package dev.assay.server.competitions.editor;

import dev.assay.server.storage.Blob;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.StringNode;

/** Puts uploaded files and data sets of the site in their places. */
final class DraftPart {
  private static final Pattern SUFFIX = Pattern.compile("\\.[a-z0-9]{1,8}$");

  private DraftPart() {}

  /**
   * The content with an uploaded file in a place; the path in the bundle follows from the place.
   */
  static DraftContent uploaded(DraftContent content, FieldPath part, Blob file) {
    var files = new LinkedHashMap<>(content.files());
    var path = freePath(content, part, file.fileName());
    files.put(path, file);
    var document = content.document().copy();
    document.set(part, StringNode.valueOf(path));
    return new DraftContent(document, content.texts(), files);
  }

  /** The content with the key of a data set in a place. */
  static DraftContent chosen(DraftContent content, FieldPath part, String key) {
    var document = content.document().copy();
    document.set(part, StringNode.valueOf(key));
    return new DraftContent(document, content.texts(), content.files());
  }

  /** The content with nothing in a place; the file is kept, since it may be wanted back. */
  static DraftContent without(DraftContent content, FieldPath part) {
    var document = content.document().copy();
    document.remove(part);
    return new DraftContent(document, content.texts(), content.files());
  }

  /** The content with a task of the site as one more of its tasks. */
  static DraftContent withTask(DraftContent content, String key) {
    var made = DraftActs.withTask(content);
    var tasks = FieldPath.of("tasks");
    var task = tasks.at(made.document().size(tasks) - 1);
    made.document().remove(task.key("name"));
    made.document().set(task.key("key"), StringNode.valueOf(key));
    return made;
  }

  /** {@code tasks-0/scoring_program.zip}, with a number where another file has that path. */
  private static String freePath(DraftContent content, FieldPath part, String fileName) {
    var matcher = SUFFIX.matcher(fileName.toLowerCase(Locale.ROOT));
    var suffix = matcher.find() ? matcher.group() : "";
    var stem = part.toString().replace("[", "-").replace("].", "/");
    if (stem.equals("image")) {
      stem = "logo";
    }
    var path = stem + suffix;
    for (var number = 2; content.hasPath(path); number++) {
      path = stem + "-" + number + suffix;
    }
    return path;
  }
}
