package dev.assay.server.competitions.editor;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the buttons of a section do: add, move and remove items. What refers to an item follows it:
 * a removed task leaves the phases that used it, a moved column keeps what is computed from it.
 */
final class DraftActs {
  private static final FieldPath PAGES = FieldPath.of("pages");
  private static final FieldPath TASKS = FieldPath.of("tasks");
  private static final FieldPath PHASES = FieldPath.of("phases");
  private static final FieldPath QUESTIONS = FieldPath.of("fact_sheet");
  private static final FieldPath SOLUTIONS = FieldPath.of("solutions");

  private final DraftDocument document;
  private final Map<String, String> texts;
  private final DraftContent before;
  private final Clock clock;

  private DraftActs(DraftContent before, Clock clock) {
    this.before = before;
    this.document = before.document().copy();
    this.texts = new LinkedHashMap<>(before.texts());
    this.clock = clock;
  }

  /**
   * What became of the content.
   *
   * @param place the item to show, such as {@code phases[1]}
   */
  record Done(DraftContent content, String place) {}

  /**
   * Carries out one act.
   *
   * @param act a verb and a place, such as {@code remove phases[1]}; an unknown one changes nothing
   */
  static Done perform(String act, DraftContent content, Clock clock) {
    var words = act.strip().split(" ", 2);
    var path = words.length < 2 ? null : FieldPath.read(words[1]).orElse(null);
    if (path == null || DraftSection.of(words[1]).isEmpty()) {
      return new Done(content, "");
    }
    var acts = new DraftActs(content, clock);
    var place = acts.perform(words[0], path);
    return new Done(new DraftContent(acts.document, acts.texts, content.files()), place);
  }

  private String perform(String verb, FieldPath path) {
    switch (verb) {
      case "add" -> {
        add(path);
        return path.at(Math.max(0, document.size(path) - 1)).toString();
      }
      case "up" -> move(path, -1);
      case "down" -> move(path, 1);
      case "remove" -> {
        remove(path);
        return "";
      }
      default -> {}
    }
    return moved(path, verb);
  }

  private static String moved(FieldPath path, String verb) {
    return path.last() instanceof FieldPath.Position(var number)
        ? path.parent().at(Math.max(0, verb.equals("up") ? number - 1 : number + 1)).toString()
        : "";
  }

  private void add(FieldPath list) {
    if (list.equals(PAGES)) {
      addPage();
    } else if (list.equals(TASKS)) {
      addTask(document);
    } else if (list.equals(PHASES)) {
      addPhase();
    } else if (list.equals(QUESTIONS)) {
      addQuestion();
    } else if (list.equals(SOLUTIONS)) {
      addSolution();
    } else {
      BoardActs.of(list, document).ifPresent(BoardActs::add);
    }
  }

  /** A solution of the first task until something else is said. */
  private void addSolution() {
    var used =
        IntStream.range(0, document.size(SOLUTIONS))
            .mapToObj(i -> document.text(SOLUTIONS.at(i).key("index")).orElse(""))
            .collect(Collectors.toSet());
    var solution = DraftDocument.mapping().put("index", firstFree(used)).put("name", "Baseline");
    var tasks = DraftDocument.list();
    document.get(TASKS.at(0).key("index")).ifPresent(tasks::add);
    solution.set("tasks", tasks);
    document.add(SOLUTIONS, solution);
  }

  private void addPage() {
    var number = document.size(PAGES) + 1;
    var file = "pages/page-" + number + ".md";
    while (before.hasPath(file)) {
      file = "pages/page-" + ++number + ".md";
    }
    texts.put(file, "");
    document.add(PAGES, DraftDocument.mapping().put("title", "").put("file", file));
  }

  private static void addTask(DraftDocument document) {
    var used =
        IntStream.range(0, document.size(TASKS))
            .mapToObj(i -> document.text(TASKS.at(i).key("index")).orElse(""))
            .collect(Collectors.toSet());
    var index = firstFree(used);
    var name = index == 0 ? "Main task" : "Task " + (index + 1);
    document.add(TASKS, DraftDocument.mapping().put("index", index).put("name", name));
  }

  static int firstFree(Set<String> used) {
    return IntStream.iterate(0, i -> i + 1)
        .filter(i -> !used.contains(Integer.toString(i)))
        .findFirst()
        .orElseThrow();
  }

  /** A phase begins when the one before it ends, and uses the same tasks. */
  private void addPhase() {
    var count = document.size(PHASES);
    var phase = DraftDocument.mapping().put("index", count).put("name", "Phase " + (count + 1));
    var last = PHASES.at(Math.max(0, count - 1));
    var now = clock.instant().atOffset(ZoneOffset.UTC).toLocalDateTime().withSecond(0).withNano(0);
    phase.set(
        "start",
        document
            .get(last.key("end"))
            .orElseGet(() -> FieldKind.TIME.read(List.of(now.toString())).orElseThrow()));
    phase.set("tasks", document.get(last.key("tasks")).orElseGet(DraftDocument::list).deepCopy());
    document.add(PHASES, phase);
    number(PHASES);
  }

  private void addQuestion() {
    if (!(document.get(QUESTIONS).orElse(null) instanceof ObjectNode)) {
      document.set(QUESTIONS, DraftDocument.mapping());
    }
    var number = document.size(QUESTIONS) + 1;
    while (document.get(QUESTIONS.key("question_" + number)).isPresent()) {
      number++;
    }
    var key = "question_" + number;
    var question = DraftDocument.mapping();
    question.put("key", key).put("type", "text").put("title", "").put("selection", "");
    question.put("is_required", "false").put("is_on_leaderboard", "false");
    document.set(QUESTIONS.key(key), question);
  }

  private void move(FieldPath item, int by) {
    var list = item.parent();
    if (list.equals(PHASES)) {
      document.move(item, by);
      number(PHASES);
    } else if (Set.of(PAGES, TASKS, QUESTIONS, SOLUTIONS).contains(list)) {
      document.move(item, by);
    } else {
      BoardActs.of(list, document).ifPresent(board -> board.move(item, by));
    }
  }

  private void remove(FieldPath item) {
    if (!(item.last() instanceof FieldPath.Position)) {
      if (EditableFields.isPart(item.toString())) {
        document.remove(item);
      }
      return;
    }
    var list = item.parent();
    if (list.equals(TASKS)) {
      removeTask(item);
    } else if (Set.of(PAGES, PHASES, QUESTIONS, SOLUTIONS).contains(list)) {
      document.remove(item);
      if (list.equals(PHASES)) {
        number(PHASES);
      }
    } else {
      BoardActs.of(list, document).ifPresent(board -> board.remove(item));
    }
  }

  private void removeTask(FieldPath task) {
    var index = document.get(task.key("index")).orElse(null);
    document.remove(task);
    if (index == null) {
      return;
    }
    for (var list : List.of(PHASES, SOLUTIONS)) {
      for (var i = 0; i < document.size(list); i++) {
        if (document.get(list.at(i).key("tasks")).orElse(null) instanceof ArrayNode tasks) {
          without(tasks, index);
        }
      }
    }
    if (document.get(FieldPath.of("assay.tasks")).orElse(null) instanceof ObjectNode openings) {
      openings.remove(index.asString());
    }
  }

  static void without(ArrayNode list, JsonNode item) {
    for (var i = list.size() - 1; i >= 0; i--) {
      if (list.get(i).equals(item)) {
        list.remove(i);
      }
    }
  }

  /** Phases are sorted by their number, which is their place here. */
  private void number(FieldPath list) {
    for (var i = 0; i < document.size(list); i++) {
      document.set(list.at(i).key("index"), IntNode.valueOf(i));
    }
  }

  /** The content with one more task, which has an index and a name only. */
  static DraftContent withTask(DraftContent content) {
    var document = content.document().copy();
    addTask(document);
    return new DraftContent(document, content.texts(), content.files());
  }
}
