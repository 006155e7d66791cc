package dev.assay.bundle.yaml;

import java.io.Reader;

/**
 * Reads a text in pieces that never end within a character. The YAML library (3.0.1) writes behind
 * the end of its buffer where a piece ends with the first half of one, such as of an emoji.
 */
final class WholeCharacters extends Reader {
  private final String text;
  private int at;

  WholeCharacters(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] target, int offset, int length) {
    int end = Math.min(text.length(), at + length);
    if (at == text.length()) {
      return -1;
    }
    boolean isSplit = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    end -= isSplit && end - at > 1 ? 1 : 0;
    text.getChars(at, end, target, offset);
    int read = end - at;
    at = end;
    return read;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
