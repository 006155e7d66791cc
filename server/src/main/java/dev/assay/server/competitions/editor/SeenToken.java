package dev.assay.server.competitions.editor;

import dev.assay.contract.Sha256;

/**
 * Says which state of a section a form was filled with. A form that comes back with another one
 * than the section now has would undo somebody's change. Sections stand for themselves: two tabs on
 * two sections are no conflict.
 */
final class SeenToken {
  private static final int LENGTH = 16;

  private SeenToken() {}

  static String of(DraftContent content, DraftSection section) {
    var text = new StringBuilder();
    var root = content.document().root();
    for (var entry : root.properties()) {
      if (isPart(entry.getKey(), section)) {
        text.append(entry.getKey()).append('=').append(entry.getValue()).append('\n');
      }
    }
    if (section == DraftSection.PAGES || section == DraftSection.TERMS) {
      text.append(content.texts());
    }
    return Sha256.hex(text.toString()).substring(0, LENGTH);
  }

  /** Phases show tasks to choose from, and tasks show what is opened for them. */
  private static boolean isPart(String key, DraftSection section) {
    return section.keys().contains(key)
        || (section == DraftSection.TASKS && key.equals("assay"))
        || (section == DraftSection.PHASES && key.equals("tasks"));
  }
}
