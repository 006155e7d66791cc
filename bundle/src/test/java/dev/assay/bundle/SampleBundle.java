package dev.assay.bundle;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.bundle.competition.CompetitionDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small bundle without faults, to be given one. */
public final class SampleBundle {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);

  public static final String YAML =
      """
      version: 2
      title: Flowers
      image: logo.png
      terms: terms.md
      pages:
        - title: Overview
          file: overview.md
      tasks:
        - index: 0
          name: Iris
          scoring_program: scoring/
          reference_data: reference
      phases:
        - index: 0
          name: First
          start: 2026-01-01
          end: 2026-02-01
          tasks: [0]
        - index: 1
          name: Second
          start: 2026-02-02
          tasks: [0]
      leaderboards:
        - title: Results
          key: main
          columns:
            - title: Accuracy
              key: accuracy
              index: 0
      """;

  private static final byte[] PNG =
      "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\0\0\0\0"
          .getBytes(StandardCharsets.ISO_8859_1);

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private String yaml = YAML;
  private String folder = "";

  public SampleBundle() {
    files.put("logo.png", PNG);
    file("terms.md", "Be fair.");
    file("overview.md", "# Flowers");
    file("scoring/metadata.yaml", "command: python3 /app/program/score.py");
    file("scoring/score.py", "print('accuracy')");
    file("reference/labels.csv", "1");
  }

  /** The bundle with one text of its definition changed. */
  public static SampleBundle with(String old, String replacement) {
    return new SampleBundle().replace(old, replacement);
  }

  /** The bundle with one more line in its definition. */
  public static SampleBundle plus(String line) {
    return new SampleBundle().append(line + "\n");
  }

  public SampleBundle file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public SampleBundle file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  public SampleBundle without(String name) {
    if (files.remove(name) == null) {
      throw new IllegalArgumentException("no file " + name);
    }
    return this;
  }

  public SampleBundle yaml(String text) {
    yaml = text;
    return this;
  }

  /** Changes the definition; the old text must be there. */
  public SampleBundle replace(String old, String replacement) {
    if (!yaml.contains(old)) {
      throw new IllegalArgumentException("the definition does not contain: " + old);
    }
    yaml = yaml.replace(old, replacement);
    return this;
  }

  public SampleBundle append(String text) {
    yaml += text;
    return this;
  }

  public SampleBundle inFolder(String name) {
    folder = name + "/";
    return this;
  }

  public byte[] zip() {
    return builder().bytes();
  }

  public ZipBuilder builder() {
    var zip = new ZipBuilder().file(folder + "competition.yaml", yaml);
    files.forEach((name, content) -> zip.file(folder + name, content));
    return zip;
  }

  /** Writes its files into a folder that is there. */
  public void writeTo(Path target) throws IOException {
    Files.writeString(target.resolve("competition.yaml"), yaml);
    for (var file : files.entrySet()) {
      Path path = target.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** Reads the bundle as a zip. */
  public CheckedBundle read() {
    try {
      Path file = Files.createTempFile("sample", ".zip");
      try {
        Files.write(file, zip());
        try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
          return new BundleReader(CLOCK).read(source);
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public CompetitionDefinition definition() {
    CheckedBundle bundle = read();
    return bundle
        .definition()
        .orElseThrow(() -> new AssertionError(FindingText.render(bundle.findings())));
  }

  public List<Finding> findings() {
    return read().findings();
  }

  /** The codes found, in order, leaving out remarks. */
  public List<String> codes() {
    return findings().stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .map(finding -> finding.code().text() + (finding.isError() ? " E" : " W"))
        .toList();
  }
}
