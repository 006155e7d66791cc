package dev.assay.bundle.writing;

import dev.assay.bundle.competition.FactSheetQuestion;
import dev.assay.bundle.competition.FactSheetQuestion.Kind;
import dev.assay.bundle.yaml.YamlWriter;
import dev.assay.bundle.yaml.YamlWriter.Plain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the questions that participants answer. */
final class FactSheetYaml {
  private FactSheetYaml() {}

  static void write(Map<String, Object> top, List<FactSheetQuestion> questions) {
    if (questions.isEmpty()) {
      return;
    }
    Map<Object, Object> sheet = new LinkedHashMap<>();
    for (FactSheetQuestion question : questions) {
      sheet.put(new Plain(YamlWriter.quoted(question.key())), question(question));
    }
    top.put("fact_sheet", sheet);
  }

  private static Map<String, Object> question(FactSheetQuestion question) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("key", question.key());
    item.put("type", question.kind().text());
    item.put("title", question.title());
    item.put("selection", selection(question));
    // Texts, since Codabench takes the booleans for false.
    item.put("is_required", new Plain(YamlWriter.quoted(String.valueOf(question.required()))));
    item.put(
        "is_on_leaderboard",
        new Plain(YamlWriter.quoted(String.valueOf(question.onLeaderboard()))));
    return item;
  }

  /** A check box offers booleans there, a text question an empty text instead of a list. */
  private static Object selection(FactSheetQuestion question) {
    if (question.kind() == Kind.TEXT && question.selection().isEmpty()) {
      return "";
    }
    boolean isFlags =
        question.kind() == Kind.CHECKBOX
            && List.of("true", "false").containsAll(question.selection());
    return question.selection().stream()
        .<Object>map(answer -> isFlags ? new Plain(answer) : answer)
        .toList();
  }
}
