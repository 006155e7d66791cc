package dev.assay.server.submissions;

import dev.assay.contract.Json;
import java.util.HashMap;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Answers as scripts send them: a JSON object of texts, numbers and booleans. */
final class AnswersJson {
  static final String FORM =
      "'fact_sheet_answers' must be a JSON object such as {\"method\": \"tree\"}: the keys of the"
          + " questions with a text, number or boolean each.";

  private AnswersJson() {}

  static Optional<Answers> read(String json) {
    try {
      var object = Json.MAPPER.readTree(json);
      if (!object.isObject()) {
        return Optional.empty();
      }
      var answers = new HashMap<String, String>();
      for (var answer : object.properties()) {
        if (!answer.getValue().isValueNode()) {
          return Optional.empty();
        }
        answers.put(
            answer.getKey(), answer.getValue().isNull() ? "" : answer.getValue().asString());
      }
      return Optional.of(new Answers(answers));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
