package dev.assay.server.leaderboards;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Comma-separated values as RFC 4180 has them, harmless to spreadsheets. */
final class Csv {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private final StringBuilder lines = new StringBuilder();

  void line(Stream<String> cells) {
    lines
        .append(cells.map(Csv::harmless).map(Csv::quoted).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  String text() {
    return lines.toString();
  }

  /** Spreadsheets would run what begins like a formula; a negative number is none. */
  private static String harmless(String text) {
    return !text.isEmpty()
            && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0
            && !NUMBER.matcher(text).matches()
        ? "'" + text
        : text;
  }

  private static String quoted(String cell) {
    return cell.chars().anyMatch(character -> "\",\r\n".indexOf(character) >= 0)
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
