package dev.assay.server.competitions.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.server.competitions.imports.BundleImport.State;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.testing.TestBundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What bundles of each kind become in the database, and what they may refer to. */
class ImportedContentIT {
  private static final String LEGACY =
      """
      title: Old
      image: logo.png
      force_submission_to_leaderboard: true
      html:
        Overview: overview.md
        terms: terms.md
      phases:
        1:
          phasenumber: 1
          label: Development
          start_date: 2026-01-01
          scoring_program: scoring_program
          reference_data: data.zip
        2:
          phasenumber: 2
          label: Final
          start_date: 2026-02-01
          auto_migration: true
          scoring_program: scoring_program
          reference_data: data.zip
      leaderboard:
        leaderboards:
          Results: &RESULTS {label: RESULTS, rank: 1}
        columns:
          score: {leaderboard: *RESULTS, label: Score, rank: 1}
      """;

  private static ImportBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = ImportBed.start();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void a_small_bundle_becomes_a_competition_that_only_its_owner_sees() throws Exception {
    var done = bed.carriedOut(TestBundle.small().stream());

    assertThat(done.state()).isEqualTo(State.FINISHED);
    var competition = Objects.requireNonNull(done.competition());
    assertThat(done.findings()).noneMatch(Finding::isError);
    assertThat(
            bed.jdbc()
                .sql("select title, is_published, owner_id from competition where id = :id")
                .param("id", competition.value())
                .query()
                .singleRow())
        .isEqualTo(
            Map.of("title", "Small", "is_published", false, "owner_id", bed.ann.id().value()));
    assertThat(
            bed.jdbc()
                .sql(
                    "select status from participant where competition_id = :id and account_id = :a")
                .param("id", competition.value())
                .param("a", bed.ann.id().value())
                .query(String.class)
                .single())
        .isEqualTo("approved");
  }

  @Test
  void content_that_is_referred_to_twice_is_stored_once_and_known_by_each_use() throws Exception {
    var before = bed.count("blob");
    bed.carriedOut(TestBundle.small().stream());
    // The bundle itself, the logo, the scoring program, and data.zip with its two uses.
    assertThat(bed.count("blob") - before).isEqualTo(4);
  }

  @Test
  void two_files_of_equal_content_are_stored_once() throws Exception {
    var data = TestBundle.small().bytesOf("data.zip");
    var before = bed.count("blob");
    bed.carriedOut(
        TestBundle.small()
            .with("other.zip", data)
            .replacing("starting_kit: data.zip", "starting_kit: other.zip")
            .stream());
    assertThat(bed.count("blob") - before).isEqualTo(4);
  }

  @Test
  void a_sample_benchmark_is_in_the_database_as_its_definition_says() throws Exception {
    var definition = definition("iris");
    var id = Objects.requireNonNull(bed.carriedOut(TestBundle.sample("iris")).competition());

    var imported = new WrittenCompetition(bed.jdbc(), id);
    assertThat(imported.overview()).isEqualTo(WrittenCompetition.overview(definition));
    assertThat(imported.pages()).isEqualTo(WrittenCompetition.pages(definition));
    assertThat(imported.phases()).isEqualTo(WrittenCompetition.phases(definition));
    assertThat(imported.columns()).isEqualTo(WrittenCompetition.columns(definition));
    assertThat(imported.tasks()).isEqualTo(WrittenCompetition.tasks(definition));
    assertThat(imported.solutions()).isEqualTo(WrittenCompetition.solutions(definition));
  }

  private static CompetitionDefinition definition(String sample) throws IOException {
    try (var source =
        BundleSource.open(Path.of("..", "samples", sample), ArchiveLimits.forBundles())) {
      return new BundleReader(Clock.systemUTC()).read(source).definition().orElseThrow();
    }
  }

  @Test
  void keys_of_data_sets_are_found_if_they_may_be_used_and_else_refused_at_their_line()
      throws Exception {
    bed.carriedOut(TestBundle.small().stream());
    var key =
        bed.jdbc()
            .sql("select key from dataset where type = 'reference_data' order by id desc limit 1")
            .query(UUID.class)
            .single();
    var bundle = TestBundle.small().replacing("reference_data: data.zip", "reference_data: " + key);

    assertThat(bed.carriedOut(bundle.stream()).state()).isEqualTo(State.FINISHED);

    var unknown = UUID.randomUUID();
    var refused = bed.carriedOut(bundle.replacing(key.toString(), unknown.toString()).stream());
    assertThat(refused.findings())
        .filteredOn(Finding::isError)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.REF_04);
              assertThat(finding.place().line()).isEqualTo(14);
              assertThat(finding.place().quote()).contains(unknown.toString());
              assertThat(finding.fix()).isNotBlank();
            });
  }

  @Test
  void a_solution_is_added_to_a_task_of_ones_own_and_to_nobody_elses() throws Exception {
    bed.carriedOut(TestBundle.small().stream());
    var task = bed.jdbc().sql("select max(id) from task").query(Long.class).single();
    var key =
        bed.jdbc()
            .sql("select key from task where id = :id")
            .param("id", task)
            .query(UUID.class)
            .single();
    var bundle =
        TestBundle.small()
            .replacing("name: Only\n    scoring_program: scoring_program", "key: " + key)
            .replacing("    reference_data: data.zip\n", "")
            .replacing("phases:", "solutions: [{index: 0, path: data.zip, tasks: [0]}]\nphases:");

    assertThat(bed.carriedOut(bundle.stream()).findings())
        .noneMatch(finding -> finding.code() == FindingCode.SOL_06);
    assertThat(solutionsOf(task)).isEqualTo(1);

    var stranger = new Rows(bed.jdbc()).account("task-owner");
    bed.jdbc()
        .sql("update task set owner_id = :owner, is_public = true where id = :id")
        .param("owner", stranger.id().value())
        .param("id", task)
        .update();
    var done = bed.carriedOut(bundle.stream());
    assertThat(done.state()).isEqualTo(State.FINISHED);
    assertThat(done.findings())
        .filteredOn(finding -> finding.code() == FindingCode.SOL_06)
        .singleElement()
        .satisfies(finding -> assertThat(finding.place().quote()).contains(key.toString()));
    assertThat(solutionsOf(task)).isEqualTo(1);
  }

  private static long solutionsOf(long task) {
    return bed.jdbc()
        .sql("select count(*) from solution where task_id = :id")
        .param("id", task)
        .query(Long.class)
        .single();
  }

  @Test
  void a_queue_is_found_by_its_key_if_it_may_be_used_and_else_refused() throws Exception {
    var rows = new Rows(bed.jdbc());
    var stranger = rows.account("queue-owner-" + UUID.randomUUID().toString().substring(0, 8));
    for (var queue : List.of(UUID.randomUUID(), queue(stranger.id().value(), false))) {
      var refused = withQueue(queue);
      assertThat(refused.state()).isEqualTo(State.REFUSED);
      assertThat(refused.findings())
          .filteredOn(Finding::isError)
          .extracting(Finding::code)
          .containsExactly(FindingCode.CMP_09);
    }
    for (var queue :
        List.of(queue(bed.ann.id().value(), false), queue(stranger.id().value(), true))) {
      var done = withQueue(queue);
      assertThat(done.state()).isEqualTo(State.FINISHED);
      assertThat(
              bed.jdbc()
                  .sql(
                      "select q.key from competition c join queue q on q.id = c.queue_id where c.id = :id")
                  .param("id", Objects.requireNonNull(done.competition()).value())
                  .query(UUID.class)
                  .single())
          .isEqualTo(queue);
    }
  }

  private static BundleImport withQueue(UUID queue) throws Exception {
    return bed.carriedOut(
        TestBundle.small().replacing("version: 2", "version: 2\nqueue: " + queue).stream());
  }

  private static UUID queue(long owner, boolean isPublic) {
    return bed.jdbc()
        .sql(
            """
            insert into queue (key, name, owner_id, is_public, created_at)
            values (gen_random_uuid(), 'A queue', :owner, :public, now()) returning key""")
        .param("owner", owner)
        .param("public", isPublic)
        .query(UUID.class)
        .single();
  }

  @Test
  void a_bundle_of_legacy_codalab_becomes_a_competition() throws Exception {
    var done = bed.carriedOut(TestBundle.small().with("competition.yaml", LEGACY).stream());
    assertThat(done.findings()).filteredOn(Finding::isError).isEmpty();
    assertThat(done.state()).isEqualTo(State.FINISHED);
    var id = Objects.requireNonNull(done.competition()).value();
    assertThat(
            bed.jdbc()
                .sql(
                    """
                    select p.name || ' ' || p.position || ' ' || (p.ends_at is not null) || ' ' || t.name
                    from phase p join phase_task pt on pt.phase_id = p.id join task t on t.id = pt.task_id
                    where p.competition_id = :id order by p.position, pt.position""")
                .param("id", id)
                .query(String.class)
                .list())
        .containsExactly("Development 0 true Development Task", "Final 1 false Final Task");
    assertThat(
            bed.jdbc()
                .sql(
                    "select submission_rule || ' ' || title from leaderboard where competition_id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .isEqualTo("Force_Last Results");
  }

  @Test
  void what_is_no_zip_is_called_by_the_name_it_was_uploaded_under() throws Exception {
    var refused =
        bed.carriedOut(new ByteArrayInputStream("Not a zip".getBytes(StandardCharsets.UTF_8)));
    assertThat(refused.state()).isEqualTo(State.REFUSED);
    assertThat(refused.findings())
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.ARC_01);
              assertThat(finding.place().file()).isEqualTo("bundle.zip");
            });
  }
}
