package dev.assay.server.competitions.changes;

import dev.assay.server.web.Badge;
import dev.assay.server.web.Tone;
import java.util.List;

/**
 * A change as a page shows it.
 *
 * @param area what kind of thing changes, such as "Phase"
 */
public record ChangeView(
    Badge kind, String area, String subject, List<Change.Detail> details, List<Remark> remarks) {

  /** What follows from it. */
  public record Remark(Tone tone, String text) {}

  public ChangeView {
    details = List.copyOf(details);
    remarks = List.copyOf(remarks);
  }

  static List<ChangeView> of(List<Change> changes) {
    return changes.stream().map(ChangeView::of).toList();
  }

  private static ChangeView of(Change change) {
    return new ChangeView(
        badge(change.kind()),
        area(change.area()),
        change.subject(),
        change.details(),
        change.effects().stream().map(ChangeView::remark).toList());
  }

  private static Remark remark(Change.Effect effect) {
    var tone =
        switch (effect.weight()) {
          case NOTE -> Tone.NEUTRAL;
          case WARNING -> Tone.WARNING;
          case INCOMPARABLE -> Tone.BAD;
        };
    return new Remark(tone, effect.text());
  }

  private static Badge badge(Change.Kind kind) {
    return switch (kind) {
      case ADDED -> new Badge(Tone.GOOD, "Added");
      case CHANGED -> new Badge(Tone.ACTIVE, "Changed");
      case REMOVED -> new Badge(Tone.OVER, "Removed");
      case KEPT -> new Badge(Tone.WARNING, "Not done");
    };
  }

  private static String area(Change.Area area) {
    return switch (area) {
      case DETAILS -> "Competition";
      case PAGE -> "Page";
      case PHASE -> "Phase";
      case TASK -> "Task";
      case SOLUTION -> "Solutions of";
      case LEADERBOARD -> "Leaderboard";
      case COLUMN -> "Column";
      case QUESTION -> "Question";
    };
  }
}
