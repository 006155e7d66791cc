package dev.assay.bundle.competition;

import java.util.ArrayList;
import java.util.List;

/** Cuts a date's text into numbers, words and single signs. Blanks are kept: they end a number. */
final class DateTokens {
  private DateTokens() {}

  static List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      int end = end(text, i);
      tokens.add(Character.isWhitespace(text.charAt(i)) ? " " : text.substring(i, end));
      i = end;
    }
    return tokens;
  }

  private static int end(String text, int start) {
    char first = text.charAt(start);
    int end = start + 1;
    if (Character.isWhitespace(first)) {
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
    } else if (isDigit(first)) {
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
    } else if (Character.isLetter(first)) {
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
