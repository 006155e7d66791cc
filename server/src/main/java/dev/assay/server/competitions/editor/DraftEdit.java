package dev.assay.server.competitions.editor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Carries what a form sent into a draft's content; everything else stays as it is. */
final class DraftEdit {
  private final DraftDocument document;
  private final Map<String, String> texts;
  private final DraftContent before;

  private DraftEdit(DraftContent before) {
    this.before = before;
    this.document = before.document().copy();
    this.texts = new LinkedHashMap<>(before.texts());
  }

  /**
   * The content with the fields of one section replaced.
   *
   * @param fields names and values as the form sent them; what is no field of the section is passed
   *     over
   */
  static DraftContent apply(
      DraftContent content, DraftSection section, Map<String, List<String>> fields) {
    var edit = new DraftEdit(content);
    fields.forEach(
        (name, values) -> {
          if (DraftSection.of(name).filter(section::equals).isPresent()) {
            edit.apply(name, values);
          }
        });
    edit.settleQuestions();
    edit.settleTerms();
    return new DraftContent(edit.document, edit.texts, content.files());
  }

  /** A question that became one of another kind takes the answers of its kind. */
  private void settleQuestions() {
    var questions = FieldPath.of("fact_sheet");
    for (var i = 0; i < document.size(questions); i++) {
      var type = questions.at(i).key("type");
      var now = document.text(type).orElse("");
      if (!document.text(type).equals(before.document().text(type)) && !now.equals("select")) {
        JsonNode answers =
            now.equals("checkbox")
                ? DraftDocument.list().add(true).add(false)
                : StringNode.valueOf("");
        document.set(questions.at(i).key("selection"), answers);
      }
    }
  }

  /** Terms that somebody writes are no placeholder any more. */
  private void settleTerms() {
    var file = document.text(FieldPath.of("terms")).orElse("");
    if (!Objects.equals(texts.get(file), before.texts().get(file))) {
      document.remove(FieldPath.of("assay.no_terms"));
    }
  }

  private void apply(String name, List<String> values) {
    var rule = EditableFields.rule(name).orElse(null);
    var path = FieldPath.read(name).orElse(null);
    if (rule == null || path == null || !exists(path)) {
      return;
    }
    var value = rule.kind().read(values);
    // A value that is shown by default, or written in another way, stays as it is unless changed.
    if (rule.kind().show(value.orElse(null)).equals(rule.show(before, path))) {
      return;
    }
    switch (rule.kind()) {
      case TEXT ->
          document.text(path).ifPresent(file -> texts.put(file, string(value.orElseThrow())));
      case KEY -> rename(path, string(value.orElseThrow()));
      case LINE, OPTIONAL, NUMBER, LIMIT, SWITCH, FLAG, TIME, TASKS, NUMBERS, LINES, NAMES ->
          value.ifPresentOrElse(found -> document.set(path, found), () -> document.remove(path));
    }
  }

  /** Whether the item of a list that the path leads into is there; forms add no items. */
  private boolean exists(FieldPath path) {
    for (var length = path.steps().size() - 1; length > 0; length--) {
      var part = new FieldPath(path.steps().subList(0, length));
      if (part.last() instanceof FieldPath.Position) {
        return document.get(part).isPresent();
      }
    }
    return true;
  }

  /** A question's name stands before it and in it. */
  private void rename(FieldPath path, String key) {
    var question = path.parent();
    document.rename(question, key);
    document.set(path, StringNode.valueOf(key));
  }

  private static String string(JsonNode value) {
    return value.asString();
  }
}
