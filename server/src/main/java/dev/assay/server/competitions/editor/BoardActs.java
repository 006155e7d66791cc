package dev.assay.server.competitions.editor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;

/** What the buttons of leaderboards and their columns do. */
final class BoardActs {
  private static final FieldPath PHASES = FieldPath.of("phases");

  private final FieldPath list;
  private final DraftDocument document;
  private final boolean ofBoards;
  private final FieldPath board;
  private final FieldPath columns;

  private BoardActs(FieldPath list, DraftDocument document) {
    this.list = list;
    this.document = document;
    this.ofBoards = list.equals(BoardChoices.BOARDS);
    this.board = ofBoards ? list : list.parent();
    this.columns = list;
  }

  /** The acts on the leaderboards, or on the columns of one; empty for other lists. */
  static Optional<BoardActs> of(FieldPath list, DraftDocument document) {
    var isKnown =
        list.equals(BoardChoices.BOARDS)
            || FieldPath.shape(list.toString()).equals("leaderboards[].columns");
    return isKnown ? Optional.of(new BoardActs(list, document)) : Optional.empty();
  }

  void add() {
    if (ofBoards) {
      addBoard();
    } else if (document.get(board).isPresent()) {
      addColumn();
    }
  }

  void move(FieldPath item, int by) {
    if (ofBoards) {
      number();
      document.move(item, by);
      return;
    }
    sortColumns();
    document.move(item, by);
    renumberColumns();
  }

  void remove(FieldPath item) {
    if (!ofBoards) {
      removeColumn(item);
    } else if (document.size(list) > 1) {
      removeBoard(item);
    }
  }

  /**
   * Gives each board the number it is known by, and each phase the number of the board it uses, so
   * that nothing changes when boards come, go or change places.
   */
  private void number() {
    for (var i = 0; i < document.size(list); i++) {
      var index = Integer.parseInt(BoardChoices.index(document, i));
      document.set(list.at(i).key("index"), IntNode.valueOf(index));
    }
    for (var i = 0; i < document.size(PHASES); i++) {
      var choice = PHASES.at(i).key("assay").key("leaderboard");
      if (document.get(choice).isEmpty()) {
        document.get(list.at(0).key("index")).ifPresent(first -> document.set(choice, first));
      }
    }
  }

  private void addBoard() {
    number();
    var used =
        IntStream.range(0, document.size(list))
            .mapToObj(i -> BoardChoices.index(document, i))
            .collect(Collectors.toSet());
    var index = DraftActs.firstFree(used);
    var column = DraftDocument.mapping().put("title", "Score").put("key", "score");
    column.put("index", 0).put("sorting", "desc").put("precision", 4);
    var fresh = DraftDocument.mapping().put("index", index);
    fresh.put("title", "Leaderboard " + (document.size(list) + 1)).put("key", "board_" + index);
    fresh.put("submission_rule", "Force_Best").put("primary_index", 0);
    fresh.set("columns", DraftDocument.list().add(column));
    document.add(list, fresh);
  }

  /** Phases that used it use the first one then. */
  private void removeBoard(FieldPath item) {
    number();
    var index = document.get(item.key("index"));
    document.remove(item);
    for (var i = 0; i < document.size(PHASES); i++) {
      var choice = PHASES.at(i).key("assay").key("leaderboard");
      if (document.get(choice).equals(index)) {
        document.remove(choice);
      }
    }
  }

  private void addColumn() {
    var column = DraftDocument.mapping();
    column.put("title", "").put("key", "");
    column.put("index", document.size(columns)).put("sorting", "desc").put("precision", 2);
    document.add(columns, column);
    renumberColumns();
  }

  private void removeColumn(FieldPath column) {
    var index = document.get(column.key("index")).orElse(null);
    document.remove(column);
    for (var i = 0; i < document.size(columns) && index != null; i++) {
      var sources = columns.at(i).key("computation_indexes");
      if (document.get(sources).orElse(null) instanceof ArrayNode list) {
        DraftActs.without(list, index);
        if (list.isEmpty()) {
          document.remove(sources);
        }
      }
    }
    renumberColumns();
  }

  /** The board shows columns by their index; buttons move them in the order that is seen. */
  private void sortColumns() {
    if (document.get(columns).orElse(null) instanceof ArrayNode list) {
      var columns = new ArrayList<>(list.values());
      columns.sort((a, b) -> Integer.compare(a.path("index").asInt(0), b.path("index").asInt(0)));
      list.removeAll();
      columns.forEach(list::add);
    }
  }

  /** Numbers columns by their place; what refers to a column by its number follows. */
  private void renumberColumns() {
    var numbers = new HashMap<JsonNode, JsonNode>();
    for (var i = 0; i < document.size(columns); i++) {
      var index = columns.at(i).key("index");
      var to = IntNode.valueOf(i);
      document.get(index).ifPresent(from -> numbers.putIfAbsent(from, to));
      document.set(index, to);
    }
    var primary = board.key("primary_index");
    document
        .get(primary)
        .ifPresent(from -> document.set(primary, numbers.getOrDefault(from, IntNode.valueOf(0))));
    for (var i = 0; i < document.size(columns); i++) {
      if (document.get(columns.at(i).key("computation_indexes")).orElse(null)
          instanceof ArrayNode list) {
        for (var at = 0; at < list.size(); at++) {
          list.set(at, numbers.getOrDefault(list.get(at), list.get(at)));
        }
      }
    }
  }
}
