package dev.assay.server.competitions.editor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    return HexFormat.of().formatHex(sha256(text.toString())).substring(0, LENGTH);
  }

  /** Phases show tasks to choose from, and tasks show what is opened for them. */
  private static boolean isPart(String key, DraftSection section) {
    return section.keys().contains(key)
        || (section == DraftSection.TASKS && key.equals("assay"))
        || (section == DraftSection.PHASES && key.equals("tasks"));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
