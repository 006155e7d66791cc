package dev.assay.bundle.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words by the rules of a shell's quotes; there is no shell, so nothing else
 * has a meaning.
 */
public final class CommandLine {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandLine(String text) {
    this.text = text;
  }

  /**
   * The words of a command.
   *
   * @throws IllegalArgumentException if a quote is not closed or a backslash stands at the end
   */
  public static List<String> split(String text) {
    return new CommandLine(text).split();
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t', '\r', '\n' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> add(escaped());
        default -> add(c);
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private char escaped() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("a backslash stands at its end");
    }
    return text.charAt(at++);
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw new IllegalArgumentException("a single quote is not closed");
    }
    inWord = true;
    word.append(text, at, end);
    at = end + 1;
  }

  /** Inside double quotes a backslash counts only before a quote or another backslash. */
  private void doubleQuoted() {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      boolean escapes = c == '\\' && at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0;
      word.append(escapes ? text.charAt(at++) : c);
    }
    throw new IllegalArgumentException("a double quote is not closed");
  }
}
