package dev.assay.server.competitions.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.bundle.Place;
import dev.assay.bundle.archive.BundleSource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Finds where a definition names a key, so that a finding can quote the line. Dashes and case are
 * free in a key, hence both forms are looked for.
 */
public record KeyPlaces(String file, List<String> lines) {
  private static final String YAML = "competition.yaml";
  private static final String YML = "competition.yml";

  public KeyPlaces {
    lines = List.copyOf(lines);
  }

  /** Of the definition in this folder. */
  public static KeyPlaces in(BundleSource content) throws IOException {
    var file = content.entry(YAML).isPresent() ? YAML : YML;
    try (var bytes = content.open(file)) {
      return new KeyPlaces(file, new String(bytes.readAllBytes(), UTF_8).lines().toList());
    }
  }

  Place of(UUID key, String path) {
    var dashed = key.toString();
    var plain = dashed.replace("-", "");
    for (var number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1).toLowerCase(Locale.ROOT);
      var column = Math.max(line.indexOf(dashed), line.indexOf(plain));
      if (column >= 0) {
        return Place.at(file, lines, number, column + 1).withPath(path);
      }
    }
    return Place.in(file).withPath(path);
  }
}
