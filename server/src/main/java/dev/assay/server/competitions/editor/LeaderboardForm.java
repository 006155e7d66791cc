package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.BlockView.Act;
import dev.assay.server.competitions.editor.FieldView.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which scores are shown, and which of somebody's submissions counts. */
final class LeaderboardForm implements SectionForm {
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
    var count = fields.document().size(BoardChoices.BOARDS);
    for (var number = 0; number < count; number++) {
      blocks.addAll(board(fields, number, count));
    }
    return blocks;
  }

  private static List<BlockView> board(Fields fields, int number, int boards) {
    var board = BoardChoices.BOARDS.at(number);
    var count = fields.document().size(board.key("columns"));
    var blocks = new ArrayList<BlockView>();
    blocks.add(ranking(fields, board, boards > 1));
    IntStream.range(0, count)
        .forEach(
            column ->
                blocks.add(column(fields, board.key("columns").at(column), count, boards > 1)));
    return blocks;
  }

  private static BlockView ranking(Fields fields, FieldPath board, boolean isOneOfSeveral) {
    var place = board.toString();
    var all = new ArrayList<FieldView>();
    all.add(fields.line(place + ".title", "Title", ""));
    if (isOneOfSeveral) {
      all.add(fields.line(place + ".key", "Short name", "Names the leaderboard in bundles."));
    }
    all.add(fields.radio(place + ".submission_rule", "What counts", "", RULES));
    all.add(
        fields.choice(
            place + ".primary_index",
            "Ranks by",
            "Ties go to the next columns.",
            columns(fields, board.key("columns"))));
    all.add(
        fields.onOff(
            place + ".hidden", "Hide the leaderboard", "Organisers see it; participants do not."));
    return new BlockView(
        place,
        isOneOfSeveral
            ? "Leaderboard: " + SectionForm.title(fields, place + ".title", "without a title")
            : "Ranking",
        isOneOfSeveral ? "Each phase says which leaderboard it uses." : "",
        all,
        fields.remarks(place),
        isOneOfSeveral
            ? List.of(new Act("remove " + place, "Remove this leaderboard", "cross"))
            : List.of());
  }

  private static List<Option> columns(Fields fields, FieldPath columns) {
    return IntStream.range(0, fields.document().size(columns))
        .mapToObj(number -> option(fields, columns, number))
        .toList();
  }

  private static Option option(Fields fields, FieldPath columns, int number) {
    var column = columns.at(number);
    var index = fields.document().text(column.key("index")).orElse("");
    return new Option(
        index, SectionForm.title(fields, column + ".title", "Column " + (number + 1)), "");
  }

  private static BlockView column(
      Fields fields, FieldPath column, int count, boolean isOfOneOfSeveral) {
    var place = column.toString();
    var columns = column.parent();
    var number = column.last() instanceof FieldPath.Position(var at) ? at : 0;
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
            "It breaks no ties then; organisers find it in exports."));
    all.add(fields.choice(place + ".computation", "Value", "", COMPUTATIONS));
    var others =
        IntStream.range(0, count)
            .filter(other -> other != number)
            .mapToObj(other -> option(fields, columns, other))
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
        (isOfOneOfSeveral
                ? "Column of "
                    + SectionForm.title(
                        fields, columns.parent() + ".title", "a leaderboard without a title")
                    + ": "
                : "Column: ")
            + SectionForm.title(fields, place + ".title", "without a title"),
        "",
        all,
        fields.remarks(place),
        SectionForm.acts(place, number, count, "Remove this column"));
  }

  @Override
  public List<Act> adds(Fields fields) {
    var boards = BoardChoices.of(fields.document());
    var adds = new ArrayList<Act>();
    for (var number = 0; number < boards.size(); number++) {
      var words =
          boards.size() == 1 ? "Add a column" : "Add a column to " + boards.get(number).label();
      adds.add(new Act("add " + BoardChoices.BOARDS.at(number).key("columns"), words, "sort"));
    }
    adds.add(new Act("add leaderboards", "Add a leaderboard", "sort"));
    return adds;
  }
}
