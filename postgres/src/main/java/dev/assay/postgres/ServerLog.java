package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server wrote last, for messages to the operator. */
record ServerLog(Layout layout) {
  private static final int LINES = 15;

  String lastLine() {
    var lines = lines(newest());
    return lines.isEmpty() ? "" : lines.getLast();
  }

  String tail() {
    return Stream.of(layout.startLog(), newest())
        .distinct()
        .map(ServerLog::lines)
        .flatMap(lines -> lines.stream().skip(Math.max(0, lines.size() - LINES)))
        .collect(Collectors.joining("\n"));
  }

  private Path newest() {
    try (var files = Files.list(layout.logs())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("postgres-"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .orElse(layout.startLog());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}
