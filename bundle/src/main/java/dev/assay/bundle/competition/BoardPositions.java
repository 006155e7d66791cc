package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * By which numbers phases name leaderboards: their {@code index}, which exports write, where each
 * has one of its own; else their place in the list, counted from 0.
 */
final class BoardPositions {
  private final List<Integer> names;
  private final Set<Integer> used = new HashSet<>();

  private BoardPositions(List<Integer> names) {
    this.names = names;
  }

  /** Version 1.5 has one leaderboard for all phases. */
  static BoardPositions onlyOne() {
    return new BoardPositions(List.of(0));
  }

  static BoardPositions of(YamlNode.Sequence boards) {
    List<Integer> written = new ArrayList<>();
    List<Integer> counted = new ArrayList<>();
    for (YamlNode board : boards.items()) {
      counted.add(counted.size());
      if (board instanceof Mapping mapping
          && mapping.value("index").orElse(board) instanceof YamlNode.Int(_, _, var number, _)
          && number.bitLength() < Integer.SIZE
          && !written.contains(number.intValue())) {
        written.add(number.intValue());
      }
    }
    return new BoardPositions(written.size() == counted.size() ? written : counted);
  }

  /** The place of the leaderboard that a key of a section names; the first where it names none. */
  int named(Section section, String key) {
    YamlNode value = section.takeUnlessNull(key);
    if (value == null) {
      used.add(0);
      return 0;
    }
    int position =
        Values.whole(section, key, value, 0, FindingCode.ASY_01).stream()
            .map(names::indexOf)
            .findFirst()
            .orElse(0);
    if (position < 0) {
      section.report(
          FindingCode.ASY_01,
          key,
          "There is no leaderboard with the index " + Values.describe(value) + ".",
          "Write the index of one of the leaderboards, or its place in the list, counted from 0.");
      return 0;
    }
    used.add(position);
    return position;
  }

  /** A phase without a section of its own uses the first. */
  void first() {
    used.add(0);
  }

  int size() {
    return names.size();
  }

  boolean isUsed(int position) {
    return used.contains(position);
  }
}
