package dev.assay.bundle.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CompetitionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {
  @TempDir Path temp;

  @Test
  void dates_are_quoted_and_in_utc_so_that_codabench_keeps_the_time() throws IOException {
    var bundle =
        new SampleBundle().replace("start: 2026-01-01", "start: 2026-01-01 10:30:00 +02:00");
    assertThat(yaml(bundle)).contains("    start: \"2026-01-01T08:30:00Z\"\n");
  }

  @Test
  void no_limit_is_written_as_such() throws IOException {
    var bundle =
        new SampleBundle()
            .replace(
                "    tasks: [0]\n  - index: 1",
                "    tasks: [0]\n    max_submissions: null\n  - index: 1");
    assertThat(yaml(bundle)).contains("max_submissions: 0\n", "max_submissions: 100\n");
  }

  @Test
  void a_key_beside_the_path_of_a_solution_stands_where_codabench_does_not_look()
      throws IOException {
    var bundle =
        new SampleBundle()
            .append(
                """
                solutions:
                  - index: 0
                    key: 0f8fad5b-d9cb-469f-a165-70867728950e
                    path: reference
                    tasks: [0]
                """);
    var yaml = yaml(bundle);
    assertThat(yaml)
        .contains("solutions:\n    0:\n      key: \"0f8fad5b-d9cb-469f-a165-70867728950e\"");
    assertThat(yaml).contains("  - index: 0\n    path: reference\n    tasks: [0]\n");
  }

  @Test
  void equal_competitions_give_equal_bytes() throws IOException {
    Path one = written(new SampleBundle(), "one.zip");
    Path other = written(new SampleBundle(), "other.zip");
    assertThat(one).hasSameBinaryContentAs(other);
  }

  @Test
  void a_part_that_is_missing_is_named_and_nothing_is_written() throws IOException {
    Path target = temp.resolve("target.zip");
    CompetitionDefinition definition = new SampleBundle().definition();
    try (var parts =
        opened(new SampleBundle().without("scoring/score.py").without("scoring/metadata.yaml"))) {
      assertThatThrownBy(() -> new BundleWriter().writeZip(definition, parts, target))
          .isInstanceOfSatisfying(
              MissingPart.class, missing -> assertThat(missing.path()).isEqualTo("scoring"));
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void a_writer_that_is_interrupted_leaves_nothing() throws IOException {
    var stopped =
        new BundleWriter(
            List.of(),
            (number, _, _) -> {
              if (number == 2) {
                throw new IOException("the disk is full");
              }
            });
    CompetitionDefinition definition = new SampleBundle().definition();
    try (var parts = opened(new SampleBundle())) {
      for (String name : List.of("target.zip", "target")) {
        Path target = temp.resolve(name);
        assertThatThrownBy(
                () -> {
                  if (name.endsWith(".zip")) {
                    stopped.writeZip(definition, parts, target);
                  } else {
                    stopped.writeFolder(definition, parts, target);
                  }
                })
            .hasMessage("the disk is full");
        assertThat(target).doesNotExist();
      }
    }
  }

  @Test
  void a_page_moves_where_a_part_has_its_name() throws IOException {
    var changed = new SampleBundle().file("scoring/score.py", "print(2)");
    CompetitionDefinition definition =
        new SampleBundle().replace("file: overview.md", "file: scoring/score.py").definition();
    Path target = temp.resolve("target.zip");
    try (var parts = opened(changed)) {
      new BundleWriter().writeZip(definition, parts, target);
    }
    CompetitionDefinition read = read(target);
    assertThat(read.overview().pages())
        .singleElement()
        .satisfies(
            page -> {
              assertThat(page.content()).isEqualTo("print('accuracy')");
              assertThat(page.file()).isEqualTo("scoring/2-score.py");
            });
  }

  @Test
  void the_note_above_the_definition_is_a_comment() throws IOException {
    var writer = new BundleWriter(List.of("Works here: only"), (_, _, _) -> {});
    Path target = temp.resolve("target.zip");
    try (var parts = opened(new SampleBundle())) {
      writer.writeZip(new SampleBundle().definition(), parts, target);
    }
    assertThat(read(target)).isEqualTo(new SampleBundle().definition());
  }

  private String yaml(SampleBundle bundle) throws IOException {
    CompetitionDefinition definition = bundle.definition();
    Path target = written(bundle, "target.zip");
    assertThat(read(target)).isEqualTo(definition);
    return DefinitionYaml.write(definition);
  }

  private Path written(SampleBundle bundle, String name) throws IOException {
    Path target = temp.resolve(name);
    try (var parts = opened(bundle)) {
      new BundleWriter().writeZip(bundle.definition(), parts, target);
    }
    return target;
  }

  private BundleSource opened(SampleBundle bundle) throws IOException {
    Path file = Files.createTempFile(temp, "parts", ".zip");
    Files.write(file, bundle.zip());
    return BundleSource.open(file, ArchiveLimits.forBundles());
  }

  private static CompetitionDefinition read(Path zip) throws IOException {
    try (var source = BundleSource.open(zip, ArchiveLimits.forBundles())) {
      return new BundleReader(SampleBundle.CLOCK).read(source).definition().orElseThrow();
    }
  }

  private static final String LEGACY =
      """
      title: Flowers
      description: Tell them apart
      image: logo.png
      has_registration: true
      end_date: 2026-12-31
      html:
        Overview: overview.md
        terms: terms.md
      phases:
        1: &FIRST
          phasenumber: 1
          label: Development
          start_date: 2026-01-01 10:00:00
          max_submissions_per_day: 3
          scoring_program: scoring
          reference_data: reference
        2:
          <<: *FIRST
          phasenumber: 2
          label: Final
          start_date: 2026-02-01
          auto_migration: true
      leaderboard:
        leaderboards:
          Results: &RESULTS
            label: RESULTS
            rank: 1
        columns:
          duration: {leaderboard: *RESULTS, label: Seconds, rank: 2, sort: asc}
          accuracy: {leaderboard: *RESULTS, label: Accuracy, numeric_format: 4, rank: 1}
      """;

  @Test
  void a_legacy_bundle_comes_out_as_a_bundle_of_version_2_that_means_the_same() throws IOException {
    var legacy = new SampleBundle().yaml(LEGACY);
    assertThat(yaml(legacy)).startsWith("version: 2\ntitle: Flowers\n");
    Files.delete(temp.resolve("target.zip"));
    // Its terms may be empty, which version 2 does not allow.
    assertThat(yaml(legacy.file("terms.md", ""))).contains("assay:\n  no_terms: true\n");
  }
}
