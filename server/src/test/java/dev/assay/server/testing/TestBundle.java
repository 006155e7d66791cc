package dev.assay.server.testing;

import dev.assay.bundle.archive.FolderZip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Competition bundles for tests, small and whole unless changed. */
public final class TestBundle {
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private static final String DEFINITION =
      """
      version: 2
      title: Small
      description: As small as it gets.
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      pages:
        - title: Overview
          file: overview.md
      tasks:
        - index: 0
          name: Only
          scoring_program: scoring_program
          reference_data: data.zip
      phases:
        - name: Open
          start: 2026-01-01
          tasks: [0]
          starting_kit: data.zip
      leaderboards:
        - title: Results
          key: results
          columns:
            - title: Score
              key: score
              index: 0
      """;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private int level = Deflater.DEFAULT_COMPRESSION;

  private TestBundle() {}

  /** Without any file. */
  public static TestBundle empty() {
    return new TestBundle();
  }

  /** One task, one phase that is open, no automatic approval. */
  public static TestBundle small() {
    return new TestBundle()
        .with("competition.yaml", DEFINITION)
        .with("logo.png", PIXEL)
        .with("terms.md", "Be fair.")
        .with("overview.md", "# What it is\n\nA test.")
        .with("scoring_program/metadata.yaml", "command: python3 score.py\n")
        .with("scoring_program/score.py", "print('scoring')\n")
        .with("data.zip", zipOf(Map.of("data.csv", "1,2\n".getBytes(StandardCharsets.UTF_8))));
  }

  /** The same with automatic approval: whoever asks may take part. */
  public static TestBundle open() {
    return small().replacing("docker_image:", "registration_auto_approve: true\ndocker_image:");
  }

  /** A scoring program alone, zipped. */
  public static byte[] program() {
    return zipOf(
        Map.of(
            "metadata.yaml",
            "command: python3 score.py\n".getBytes(StandardCharsets.UTF_8),
            "score.py",
            "print('scoring')\n".getBytes(StandardCharsets.UTF_8)));
  }

  /** A sample benchmark of this repository, zipped. */
  public static InputStream sample(String name) {
    try {
      var folder = Files.createDirectories(Path.of("target", "samples"));
      var zip = Files.createTempDirectory(folder, name).resolve(name + ".zip");
      FolderZip.write(Path.of("..", "samples", name), zip);
      return Files.newInputStream(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestBundle with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public TestBundle with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  public TestBundle without(String path) {
    files.remove(path);
    return this;
  }

  /** Changes the definition. */
  public TestBundle replacing(String text, String replacement) {
    var definition = new String(bytesOf("competition.yaml"), StandardCharsets.UTF_8);
    if (!definition.contains(text)) {
      throw new IllegalArgumentException("The definition does not contain: " + text);
    }
    return with("competition.yaml", definition.replace(text, replacement));
  }

  public byte[] bytesOf(String path) {
    var bytes = files.get(path);
    if (bytes == null) {
      throw new IllegalArgumentException("There is no " + path);
    }
    return bytes;
  }

  /** Zipped as some other program would, which presses less or more. */
  public TestBundle packedAt(int otherLevel) {
    this.level = otherLevel;
    return this;
  }

  public byte[] zip() {
    return zipOf(files, level);
  }

  public InputStream stream() {
    return new ByteArrayInputStream(zip());
  }

  /** A zip of these files. */
  public static byte[] zipOf(Map<String, byte[]> files) {
    return zipOf(files, Deflater.DEFAULT_COMPRESSION);
  }

  /**
   * A zip of these files.
   *
   * @param level from 0 for not pressed at all to 9
   */
  public static byte[] zipOf(Map<String, byte[]> files, int level) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setLevel(level);
      for (var file : files.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        // The same content is the same zip, whenever it is made.
        entry.setTimeLocal(LocalDateTime.of(2026, Month.JANUARY, 1, 12, 0));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
