package dev.assay.server.tasks.library;

import java.util.Map;

/** What names and descriptions of data sets and tasks may be. */
final class Naming {
  static final int LONGEST_NAME = 200;
  static final int LONGEST_DESCRIPTION = 5000;

  private Naming() {}

  /** Notes what is wrong with them. */
  static void check(String name, String description, Map<String, String> problems) {
    if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
      problems.put("name", "Give it a name of 1 to %d characters.".formatted(LONGEST_NAME));
    }
    if (description.length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0) {
      problems.put(
          "description", "A description has at most %d characters.".formatted(LONGEST_DESCRIPTION));
    }
  }
}
