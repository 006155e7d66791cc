package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.BlockView.Act;
import dev.assay.server.competitions.editor.FieldView.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Questions that participants answer with each submission. */
final class FactSheetForm implements SectionForm {
  private static final FieldPath QUESTIONS = FieldPath.of("fact_sheet");
  private static final List<Option> TYPES =
      List.of(
          new Option("text", "A text", ""),
          new Option("checkbox", "Yes or no", ""),
          new Option("select", "One of several answers", ""));

  @Override
  public String intro() {
    return "Questions that participants answer with each submission, such as which method they used."
        + " None are needed.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    var count = fields.document().size(QUESTIONS);
    return IntStream.range(0, count).mapToObj(number -> question(fields, number, count)).toList();
  }

  private static BlockView question(Fields fields, int number, int count) {
    var place = QUESTIONS.at(number).toString();
    var all = new ArrayList<FieldView>();
    all.add(fields.line(place + ".title", "Question", "As participants read it."));
    all.add(
        fields.line(place + ".key", "Short name", "Names the answer in exports; no two alike."));
    all.add(fields.choice(place + ".type", "Answer", "", TYPES));
    all.add(fields.area(place + ".selection", "Answers to choose from", "One on each line."));
    all.add(fields.onOff(place + ".is_required", "Must be answered", ""));
    all.add(fields.onOff(place + ".is_on_leaderboard", "Show the answer on the leaderboard", ""));
    return new BlockView(
        place,
        SectionForm.title(fields, place + ".title", "Question without a text"),
        "",
        all,
        fields.remarks(place),
        SectionForm.acts(place, number, count, "Remove this question"));
  }

  @Override
  public List<Act> adds() {
    return List.of(new Act("add fact_sheet", "Add a question", "info"));
  }
}
