package dev.assay.bundle.yaml;

import dev.assay.bundle.yaml.YamlNode.Mark;

/** Line and column of an offset. */
final class Positions {
  private Positions() {}

  static Mark of(String text, int offset) {
    int end = Math.clamp(offset, 0, text.length());
    String before = text.substring(0, end);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Mark(line, end - before.lastIndexOf('\n'));
  }
}
