package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.BlockView.Act;
import java.util.List;
import java.util.stream.IntStream;

/** What one section of the editor consists of. */
interface SectionForm {

  /** What the section is about, in a sentence or two. */
  String intro();

  List<BlockView> blocks(Fields fields, FormContext context);

  /** Buttons that add an item. */
  default List<Act> adds() {
    return List.of();
  }

  /** The same where they depend on what there is. */
  default List<Act> adds(Fields fields) {
    return adds();
  }

  /** The buttons of an item in a list of so many. */
  static List<Act> acts(String place, int number, int count, String removal) {
    return IntStream.of(-1, 1, 0)
        .filter(by -> by == 0 || (number + by >= 0 && number + by < count))
        .mapToObj(
            by ->
                by < 0
                    ? new Act("up " + place, "Move up", "up")
                    : by > 0
                        ? new Act("down " + place, "Move down", "down")
                        : new Act("remove " + place, removal, "cross"))
        .toList();
  }

  /** A title for an item that may have no name yet. */
  static String title(Fields fields, String name, String otherwise) {
    var title = fields.document().text(FieldPath.of(name)).orElse("").strip();
    return title.isEmpty() ? otherwise : title;
  }

  static SectionForm of(DraftSection section) {
    return switch (section) {
      case ABOUT -> new AboutForm();
      case PAGES -> new PagesForm();
      case TERMS -> new TermsForm();
      case TASKS -> new TasksForm();
      case PHASES -> new PhasesForm();
      case LEADERBOARD -> new LeaderboardForm();
      case FACT_SHEET -> new FactSheetForm();
      case PARTICIPATION -> new ParticipationForm();
      case RUNNING -> new RunningForm();
    };
  }
}
