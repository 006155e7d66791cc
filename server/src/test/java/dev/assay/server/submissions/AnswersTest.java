package dev.assay.server.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.submissions.Answers.Question;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
  private static final List<Question> QUESTIONS =
      List.of(
          new Question("method", "select", "Which method?", List.of("tree", "true"), true),
          new Question("own", "checkbox", "Own data?", List.of("true", "false"), true),
          new Question("note", "text", "", List.of(), false));

  @Test
  void what_is_asked_and_answered_is_stored_in_the_order_of_the_questions() {
    var answers = new Answers(Map.of("note", " n ", "method", "tree", "own", "true"));
    assertThat(answers.refusal(QUESTIONS)).isEmpty();
    assertThat(answers.json(QUESTIONS))
        .isEqualTo("{\"method\":\"tree\",\"own\":true,\"note\":\"n\"}");
  }

  @Test
  void an_answer_that_looks_like_a_boolean_stays_a_text_where_texts_are_asked_for() {
    var answers = new Answers(Map.of("method", "true"));
    assertThat(answers.refusal(QUESTIONS)).isEmpty();
    assertThat(answers.json(QUESTIONS))
        .isEqualTo("{\"method\":\"true\",\"own\":false,\"note\":\"\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "method, '', Answer the question “Which method?”.",
    "method, forest, “forest” is no answer to “Which method?”: take one of tree; true.",
    "own, maybe, “maybe” is no answer to “Own data?”: take one of true; false.",
    "other, x, This competition does not ask for: other. Leave it out."
  })
  void a_wrong_answer_is_refused_by_name(String key, String answer, String message) {
    var given = new java.util.HashMap<>(Map.of("method", "tree"));
    given.put(key, answer);
    assertThat(new Answers(given).refusal(QUESTIONS)).contains(message.replace("; ", ", "));
  }

  @Test
  void what_the_database_cannot_keep_as_text_is_refused() {
    var answers = new Answers(Map.of("method", "tree", "note", "a\0b"));
    assertThat(answers.refusal(QUESTIONS).orElse("")).contains("note", "no text");
  }

  @Test
  void without_answers_a_required_question_is_missed_and_without_questions_nothing_is() {
    assertThat(Answers.NONE.refusal(QUESTIONS)).isPresent();
    assertThat(Answers.NONE.refusal(List.of())).isEmpty();
    assertThat(Answers.NONE.json(List.of())).isNull();
  }

  @Test
  void scripts_send_an_object_of_single_values() {
    assertThat(AnswersJson.read("{\"a\": 1, \"b\": true, \"c\": \"x\", \"d\": null}"))
        .contains(new Answers(Map.of("a", "1", "b", "true", "c", "x", "d", "")));
    for (var wrong : List.of("", "[]", "{", "{\"a\": []}", "null")) {
      assertThat(AnswersJson.read(wrong)).as(wrong).isEmpty();
    }
  }
}
