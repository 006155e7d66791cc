package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldView.Option;
import java.util.List;
import java.util.stream.IntStream;

/** The leaderboards of a draft, by the numbers that phases name them with. */
final class BoardChoices {
  static final FieldPath BOARDS = FieldPath.of("leaderboards");

  private BoardChoices() {}

  static List<Option> of(DraftDocument document) {
    return IntStream.range(0, document.size(BOARDS))
        .mapToObj(number -> option(document, number))
        .toList();
  }

  private static Option option(DraftDocument document, int number) {
    var title = document.text(BOARDS.at(number).key("title")).orElse("").strip();
    return new Option(
        index(document, number), title.isEmpty() ? "Leaderboard " + (number + 1) : title, "");
  }

  /** The number that a board has, else its place. */
  static String index(DraftDocument document, int number) {
    return document
        .text(BOARDS.at(number).key("index"))
        .filter(text -> text.matches("\\d{1,9}"))
        .orElse(Integer.toString(number));
  }
}
