package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.BlockView.Act;
import dev.assay.server.competitions.editor.FieldView.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which scores are shown, and which of somebody's submissions counts. */
final class LeaderboardForm implements SectionForm {
  private static final String BOARD = "leaderboards[0]";
  private static final FieldPath COLUMNS = FieldPath.of(BOARD + ".columns");

  private static final List<Option> RULES =
      List.of(
          new Option("Force_Best", "Best", "The best of somebody's submissions counts, by itself."),
          new Option(
              "Force_Last", "Latest", "The latest scored submission counts, even if it is worse."),
          new Option(
              "Force_Latest_Multiple", "All", "Every scored submission gets a row of its own."),
          new Option("Add", "Chosen", "Participants choose one; choosing another replaces it."),
          new Option(
              "Add_And_Delete",
              "Chosen, may be withdrawn",
              "As before, and they may take it away."),
          new Option(
              "Add_And_Delete_Multiple",
              "Several chosen",
              "Participants choose any number and may take each away."));

  private static final List<Option> SORTING =
      List.of(
          new Option("desc", "Larger is better", ""), new Option("asc", "Smaller is better", ""));

  private static final List<Option> COMPUTATIONS =
      List.of(
          new Option("", "Written by the scoring program", ""),
          new Option("avg", "Mean of columns", ""),
          new Option("sum", "Sum of columns", ""),
          new Option("min", "Smallest of columns", ""),
          new Option("max", "Largest of columns", ""));

  @Override
  public String intro() {
    return "The columns name the scores that the scoring program writes into scores.json, such as"
        + " {\"score\": 0.93}. One of them ranks.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    var blocks = new ArrayList<BlockView>();
    if (fields.document().get(FieldPath.of(BOARD)).isEmpty()) {
      return blocks;
    }
    blocks.add(board(fields));
    var count = fields.document().size(COLUMNS);
    IntStream.range(0, count).forEach(number -> blocks.add(column(fields, number, count)));
    return blocks;
  }

  private static BlockView board(Fields fields) {
    return new BlockView(
        BOARD,
        "Ranking",
        "",
        List.of(
            fields.line(BOARD + ".title", "Title", ""),
            fields.radio(BOARD + ".submission_rule", "What counts", "", RULES),
            fields.choice(
                BOARD + ".primary_index",
                "Ranks by",
                "Ties go to the next columns.",
                columns(fields)),
            fields.onOff(
                BOARD + ".hidden",
                "Hide the leaderboard",
                "Organisers see it; participants do not.")),
        fields.remarks(BOARD),
        List.of());
  }

  private static List<Option> columns(Fields fields) {
    return IntStream.range(0, fields.document().size(COLUMNS))
        .mapToObj(number -> option(fields, number))
        .toList();
  }

  private static Option option(Fields fields, int number) {
    var column = COLUMNS.at(number);
    var index = fields.document().text(column.key("index")).orElse("");
    return new Option(
        index, SectionForm.title(fields, column + ".title", "Column " + (number + 1)), "");
  }

  private static BlockView column(Fields fields, int number, int count) {
    var place = COLUMNS.at(number).toString();
    var all = new ArrayList<FieldView>();
    all.add(fields.line(place + ".title", "Title", "As the leaderboard shows it."));
    all.add(
        fields.line(place + ".key", "Name in scores.json", "Exactly as the program writes it."));
    all.add(fields.choice(place + ".sorting", "Order", "", SORTING));
    all.add(fields.number(place + ".precision", "Decimals", "", ""));
    all.add(
        fields.onOff(
            place + ".hidden",
            "Hide this column",
            "Only organisers see it; it still breaks ties."));
    all.add(fields.choice(place + ".computation", "Value", "", COMPUTATIONS));
    var others =
        IntStream.range(0, count)
            .filter(other -> other != number)
            .mapToObj(other -> option(fields, other))
            .toList();
    if (!others.isEmpty()) {
      all.add(
          fields.many(
              place + ".computation_indexes",
              "Computed from",
              "Only where the value is computed.",
              others));
    }
    return new BlockView(
        place,
        "Column: " + SectionForm.title(fields, place + ".title", "without a title"),
        "",
        all,
        fields.remarks(place),
        SectionForm.acts(place, number, count, "Remove this column"));
  }

  @Override
  public List<Act> adds() {
    return List.of(new Act("add " + COLUMNS, "Add a column", "sort"));
  }
}
