package dev.assay.bundle.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.FindingText;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.DeleteTree;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.bundle.competition.CompetitionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written reads to an equal competition with equal files. */
class RoundTripTest {
  private static final int CASES = 300;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_competition_written_as_a_zip_reads_to_an_equal_one(boolean withKeys) throws IOException {
    for (long seed = 0; seed < CASES; seed++) {
      Path folder = Files.createDirectory(temp.resolve("files"));
      CompetitionDefinition definition = RandomCompetition.of(seed, folder, withKeys);
      Path zip = temp.resolve("bundle.zip");
      try (var parts = BundleSource.open(folder, ArchiveLimits.forBundles())) {
        new BundleWriter().writeZip(definition, parts, zip);
        try (var written = BundleSource.open(zip, ArchiveLimits.forBundles())) {
          assertEqual(seed, definition, parts, written);
        }
      }
      Files.delete(zip);
      DeleteTree.delete(folder);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void a_competition_written_as_a_folder_reads_to_an_equal_one(long seed) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("files"));
    CompetitionDefinition definition = RandomCompetition.of(seed, folder, false);
    Path target = temp.resolve("bundle");
    try (var parts = BundleSource.open(folder, ArchiveLimits.forBundles())) {
      new BundleWriter().writeFolder(definition, parts, target);
      try (var written = BundleSource.open(target, ArchiveLimits.forBundles())) {
        assertEqual(seed, definition, parts, written);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"iris", "digits", "tiny", "probe"})
  void a_sample_that_is_written_and_read_again_stays_the_same(String sample) throws IOException {
    Path zip = temp.resolve("bundle.zip");
    try (var source =
        BundleSource.open(Path.of("..", "samples", sample), ArchiveLimits.forBundles())) {
      CompetitionDefinition definition = read(source).definition().orElseThrow();
      new BundleWriter().writeZip(definition, source, zip);
      try (var written = BundleSource.open(zip, ArchiveLimits.forBundles())) {
        assertThat(read(written).definition()).contains(definition);
      }
    }
  }

  private static void assertEqual(
      long seed, CompetitionDefinition definition, BundleSource parts, BundleSource written)
      throws IOException {
    CheckedBundle checked = read(written);
    assertThat(checked.hasErrors())
        .as("seed %d: %s", seed, FindingText.render(checked.findings()))
        .isFalse();
    assertThat(checked.definition()).as("seed %d", seed).contains(definition);
    List<String> lost = new ArrayList<>();
    for (SourceEntry entry : parts.entries()) {
      SourceEntry copy = written.entry(entry.path()).orElse(null);
      boolean isSame =
          entry.equals(copy)
              && (entry.isFolder() || Arrays.equals(bytes(parts, entry), bytes(written, entry)));
      if (!isSame) {
        lost.add(entry.path());
      }
    }
    assertThat(lost).as("seed %d", seed).isEmpty();
  }

  private static byte[] bytes(BundleSource source, SourceEntry entry) throws IOException {
    try (var content = source.open(entry.path())) {
      return content.readAllBytes();
    }
  }

  private static CheckedBundle read(BundleSource source) throws IOException {
    return new BundleReader(SampleBundle.CLOCK).read(source);
  }
}
