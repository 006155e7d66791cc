package dev.assay.server.competitions.editor;

import dev.assay.server.tasks.DatasetType;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a draft that is uploaded or chosen.
 *
 * @param place in the document, such as {@code tasks[0].scoring_program}
 * @param type what data sets may stand there; null for the logo
 */
record PartName(String place, @Nullable DatasetType type) {
  private static final Pattern SLUG =
      Pattern.compile("(tasks|phases|solutions)-(\\d{1,4})-([a-z_]+)");

  /** The place as a part of an address. */
  static String slug(String place) {
    return place.replace("[", "-").replace("].", "-").replace("]", "");
  }

  /** The part of an address; empty if there is none. */
  static Optional<PartName> of(String slug) {
    if (slug.equals("image")) {
      return Optional.of(new PartName(slug, null));
    }
    var matcher = SLUG.matcher(slug);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var place = "%s[%s].%s".formatted(matcher.group(1), matcher.group(2), matcher.group(3));
    return EditableFields.isPart(place)
        ? Optional.of(new PartName(place, type(matcher.group(3))))
        : Optional.empty();
  }

  private static DatasetType type(String key) {
    if (key.equals("path")) {
      return DatasetType.SOLUTION;
    }
    return Arrays.stream(DatasetType.values())
        .filter(type -> type.text().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No data sets are of type " + key));
  }

  /** What people call it. */
  String words() {
    if (type == null) {
      return "Logo";
    }
    var words = type.text().replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  boolean isPicture() {
    return type == null;
  }

  /** The section it belongs to. */
  DraftSection section() {
    return DraftSection.of(place).orElseThrow();
  }

  /** The item or block it stands in. */
  String block() {
    return type == null ? "basics" : place.substring(0, place.indexOf('.'));
  }
}
