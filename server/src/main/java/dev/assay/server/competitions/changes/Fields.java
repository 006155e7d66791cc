package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Detail;
import dev.assay.server.competitions.changes.Change.Effect;
import dev.assay.server.competitions.changes.Change.Effect.Weight;
import dev.assay.server.competitions.changes.Change.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what differs between two states of one thing. */
final class Fields {
  private final List<Detail> details = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  /** Says whether the two differ. */
  boolean compare(String field, @Nullable Object before, @Nullable Object after) {
    var old = text(before);
    var fresh = text(after);
    if (old.equals(fresh)) {
      return false;
    }
    details.add(new Detail(field, old, fresh));
    return true;
  }

  /**
   * A difference that is told in words, since its content is too long or says nothing to people.
   */
  void differs(String field, String before, String after) {
    details.add(new Detail(field, before, after));
  }

  void effect(Weight weight, String text) {
    effects.add(new Effect(weight, text));
  }

  boolean isEmpty() {
    return details.isEmpty();
  }

  /** The change; empty where nothing differs. */
  Optional<Change> changed(Area area, String subject) {
    return details.isEmpty() && effects.isEmpty()
        ? Optional.empty()
        : Optional.of(new Change(Kind.CHANGED, area, subject, details, effects));
  }

  Change as(Kind kind, Area area, String subject) {
    return new Change(kind, area, subject, details, effects);
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Boolean flag -> flag ? "yes" : "no";
      case Instant time -> time.toString().replace('T', ' ').replace("Z", " UTC");
      default -> Objects.toString(value);
    };
  }
}
