package dev.assay.bundle;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings for people: place, code, message, the line with a caret, and what to do. */
public final class FindingText {
  private static final int QUOTE_WIDTH = 120;

  private FindingText() {}

  /** All findings, a blank line between them. */
  public static String render(List<Finding> findings) {
    return findings.stream().map(FindingText::render).collect(Collectors.joining("\n"));
  }

  /** One finding on several lines, each ended by a line feed. */
  public static String render(Finding finding) {
    var text = new StringBuilder(header(finding)).append('\n');
    text.append("  ").append(printable(finding.message())).append('\n');
    String quote = finding.place().quote();
    if (quote != null && finding.place().line() > 0) {
      quote(text, quote, finding.place());
    }
    if (finding.fix() != null) {
      text.append("  Fix: ").append(printable(finding.fix())).append('\n');
    }
    return text.toString();
  }

  /** One finding on one line. */
  public static String line(Finding finding) {
    return header(finding) + ": " + printable(finding.message());
  }

  private static String header(Finding finding) {
    var header = new StringBuilder();
    String position = position(finding.place());
    if (!position.isEmpty()) {
      header.append(position).append(": ");
    }
    header.append(finding.severity().word()).append(' ').append(finding.code().text());
    if (finding.place().path() != null) {
      header.append(" at ").append(printable(finding.place().path()));
    }
    return header.toString();
  }

  private static String position(Place place) {
    if (place.file() == null) {
      return "";
    }
    String file = printable(place.file());
    if (place.line() == 0) {
      return file;
    }
    return place.column() == 0
        ? file + ":" + place.line()
        : file + ":" + place.line() + ":" + place.column();
  }

  private static void quote(StringBuilder text, String quote, Place place) {
    int column = Math.max(1, place.column());
    int from = column > QUOTE_WIDTH ? column - QUOTE_WIDTH / 2 : 0;
    int to = Math.min(quote.length(), from + QUOTE_WIDTH);
    if (from > to) {
      return;
    }
    String shown = printable(quote.substring(from, to));
    String margin = "  %6d | ".formatted(place.line());
    text.append(margin).append(shown).append('\n');
    if (place.column() > 0) {
      text.append(" ".repeat(margin.length() - 2)).append("| ");
      text.append(" ".repeat(column - 1 - from)).append("^\n");
    }
  }

  /** Bundles are written by strangers: what they contain must not steer the terminal. */
  private static String printable(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var safe = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              boolean steers = Character.isISOControl(c) || isDirectionMark(c);
              safe.append(steers ? (c == '\t' ? ' ' : '\uFFFD') : (char) c);
            });
    return safe.toString();
  }

  private static boolean isDirectionMark(int c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029;
  }
}
