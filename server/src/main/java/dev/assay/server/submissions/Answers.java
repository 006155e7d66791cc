package dev.assay.server.submissions;

import dev.assay.contract.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What somebody answers to a competition's fact sheet, by the keys of its questions. */
record Answers(Map<String, String> given) {
  /** Nothing is answered, which is right where nothing must be. */
  static final Answers NONE = new Answers(Map.of());

  private static final int MOST = 2_000;

  Answers {
    given = Map.copyOf(given);
  }

  /**
   * A question of a fact sheet.
   *
   * @param kind {@code checkbox}, {@code text} or {@code select}
   * @param selection the answers that are taken; empty for any
   */
  record Question(
      String key, String kind, String title, List<String> selection, boolean isRequired) {
    Question {
      selection = List.copyOf(selection);
    }

    /** What people call it. */
    String words() {
      return title.isBlank() ? key : title;
    }

    boolean isCheckbox() {
      return kind.equals("checkbox");
    }
  }

  /** Why the answers are not taken; empty if they are. */
  Optional<String> refusal(List<Question> questions) {
    var surplus = new TreeSet<>(given.keySet());
    questions.forEach(question -> surplus.remove(question.key()));
    if (!surplus.isEmpty()) {
      return Optional.of(
          "This competition does not ask for: %s. Leave it out."
              .formatted(String.join(", ", surplus)));
    }
    return questions.stream()
        .map(question -> refusal(question, to(question)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> refusal(Question question, String answer) {
    if (answer.isEmpty()) {
      return question.isRequired()
          ? Optional.of("Answer the question “%s”.".formatted(question.words()))
          : Optional.empty();
    }
    if (answer.indexOf('\0') >= 0) {
      return Optional.of(
          "The answer to “%s” holds a character that is no text.".formatted(question.words()));
    }
    if (answer.length() > MOST) {
      return Optional.of(
          "The answer to “%s” is longer than %,d characters.".formatted(question.words(), MOST));
    }
    return question.selection().isEmpty() || question.selection().contains(answer)
        ? Optional.empty()
        : Optional.of(
            "“%s” is no answer to “%s”: take one of %s."
                .formatted(answer, question.words(), String.join(", ", question.selection())));
  }

  /** A box that is not ticked is an answer. */
  private String to(Question question) {
    var answer = given.getOrDefault(question.key(), "").strip();
    return answer.isEmpty() && question.isCheckbox() ? "false" : answer;
  }

  /** As they are stored, in the order of the questions; null where nothing is asked. */
  @Nullable String json(List<Question> questions) {
    if (questions.isEmpty()) {
      return null;
    }
    var answers = new LinkedHashMap<String, Object>();
    for (var question : questions) {
      var answer = to(question);
      answers.put(question.key(), question.isCheckbox() ? Boolean.valueOf(answer) : answer);
    }
    return Json.MAPPER.writeValueAsString(answers);
  }
}
