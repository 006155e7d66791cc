package dev.assay.bundle.fuzz;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.quirks.LegacySample;
import dev.assay.bundle.quirks.Quirk;
import dev.assay.bundle.quirks.Quirks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fuzzing begins with: the samples, and whatever odd inputs the tests have. */
final class Seeds {
  private static final Path SAMPLES = Path.of("..", "samples");

  /** What is larger is bent too seldom in any one place to be worth it. */
  private static final int MOST_BYTES_OF_A_FILE = 2000;

  private Seeds() {}

  static Stream<byte[]> quirkyZips() {
    return Stream.concat(
        Quirks.all().stream().map(quirk -> quirk.zip().bytes()),
        Stream.of(new SampleBundle().zip()));
  }

  /** The samples, only the beginning of their large files. */
  static Stream<byte[]> sampleZips() throws IOException {
    return samples().stream().map(Seeds::zip);
  }

  /** Definitions of competitions. */
  static Stream<String> definitions() throws IOException {
    return Stream.of(
            Stream.of(SampleBundle.YAML, LegacySample.YAML),
            Quirks.all().stream().filter(quirk -> !quirk.isTask()).flatMap(Seeds::definition),
            samples().stream().map(sample -> read(sample.resolve("competition.yaml"))))
        .flatMap(definitions -> definitions);
  }

  /** The texts that a test goes through, as its annotations list them. */
  static Stream<String> words(String testClass) {
    try {
      return Arrays.stream(Class.forName(testClass).getDeclaredMethods()).flatMap(Seeds::words);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("the test was renamed: " + testClass, e);
    }
  }

  private static Stream<String> words(Method test) {
    Stream<String> values =
        Optional.ofNullable(test.getAnnotation(ValueSource.class)).stream()
            .flatMap(source -> Arrays.stream(source.strings()));
    Stream<String> rows =
        Optional.ofNullable(test.getAnnotation(CsvSource.class)).stream()
            .flatMap(source -> Arrays.stream(source.value()))
            .map(row -> row.split("\\|", 2)[0].strip().replace("\\n", "\n"));
    return Stream.concat(values, rows);
  }

  private static Stream<String> definition(Quirk quirk) {
    String list = new String(FileList.of(quirk.zip().bytes()), StandardCharsets.UTF_8);
    int start = list.indexOf("competition.yaml\n");
    int end = list.indexOf("\n===", Math.max(0, start));
    return start < 0
        ? Stream.empty()
        : Stream.of(list.substring(list.indexOf('\n', start) + 1, end < 0 ? list.length() : end));
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> folders = Files.list(SAMPLES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("competition.yaml")))
          .sorted()
          .toList();
    }
  }

  private static byte[] zip(Path sample) {
    var zip = new ZipBuilder();
    try (BundleSource source = BundleSource.open(sample, ArchiveLimits.forBundles())) {
      for (SourceEntry entry : source.entries()) {
        if (!entry.isFolder()) {
          try (InputStream content = source.open(entry.path())) {
            zip.file(entry.path(), content.readNBytes(MOST_BYTES_OF_A_FILE));
          }
        }
      }
      return zip.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
