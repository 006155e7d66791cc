package dev.assay.server.competitions.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.imports.BundleImport.State;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Faults;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports carried out by hand, so that they can be killed at a chosen step. */
class ImportIT {
  private static final List<String> MADE =
      List.of(
          "competition",
          "competition_page",
          "leaderboard",
          "leaderboard_column",
          "phase",
          "phase_task",
          "participant",
          "dataset",
          "task",
          "task_version",
          "solution");

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

  private static TestSite site;
  private static Account ann;

  @BeforeAll
  static void start() {
    site =
        TestSite.start(
            List.of(Faults.class), "assay.roles=site", "spring.main.lazy-initialization=true");
    ann = new Rows(site.bean(JdbcClient.class)).account("ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void a_small_bundle_becomes_a_competition_that_only_its_owner_sees() throws Exception {
    var done = carriedOut(TestBundle.small().stream());

    assertThat(done.state()).isEqualTo(State.FINISHED);
    var competition = Objects.requireNonNull(done.competition());
    assertThat(done.findings()).noneMatch(Finding::isError);
    assertThat(
            jdbc()
                .sql("select title, is_published, owner_id from competition where id = :id")
                .param("id", competition.value())
                .query()
                .singleRow())
        .isEqualTo(Map.of("title", "Small", "is_published", false, "owner_id", ann.id().value()));
    assertThat(
            jdbc()
                .sql(
                    "select status from participant where competition_id = :id and account_id = :a")
                .param("id", competition.value())
                .param("a", ann.id().value())
                .query(String.class)
                .single())
        .isEqualTo("approved");
  }

  @Test
  void content_that_is_referred_to_twice_is_stored_once_and_known_by_each_use() throws Exception {
    var before = count("blob");
    carriedOut(TestBundle.small().stream());
    // The bundle itself, the logo, the scoring program, and data.zip with its two uses.
    assertThat(count("blob") - before).isEqualTo(4);
  }

  @Test
  void two_files_of_equal_content_are_stored_once() throws Exception {
    var data = TestBundle.small().bytesOf("data.zip");
    var before = count("blob");
    carriedOut(
        TestBundle.small()
            .with("other.zip", data)
            .replacing("starting_kit: data.zip", "starting_kit: other.zip")
            .stream());
    assertThat(count("blob") - before).isEqualTo(4);
  }

  @Test
  void a_bundle_with_errors_makes_nothing_and_is_kept() throws Exception {
    var before = made();
    var refused =
        carriedOut(TestBundle.small().replacing("scoring_program\n", "scorer\n").stream());

    assertThat(refused.state()).isEqualTo(State.REFUSED);
    assertThat(made()).isEqualTo(before);
    assertThat(site.bean(Storage.class).open(refused.bundle()).readAllBytes()).isNotEmpty();
    assertThat(refused.findings())
        .filteredOn(finding -> finding.code() == FindingCode.REF_01)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.place().file()).isEqualTo("competition.yaml");
              assertThat(finding.place().line()).isEqualTo(13);
              assertThat(finding.place().quote()).contains("scorer");
            });
  }

  @Test
  void a_refused_import_may_be_tried_again() throws Exception {
    var refused = carriedOut(TestBundle.small().without("data.zip").stream());
    assertThat(refused.state()).isEqualTo(State.REFUSED);

    site.bean(BundleUploads.class).retry(refused.id());

    assertThat(find(refused.id()).state()).isEqualTo(State.QUEUED);
    assertThat(
            jdbc()
                .sql("select count(*) from scheduled_tasks where task_instance like :id")
                .param("id", refused.id() + "/%")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void an_import_that_came_to_its_end_is_not_carried_out_again() throws Exception {
    var done = carriedOut(TestBundle.small().stream());
    var before = made();

    run(done.id());

    assertThat(made()).isEqualTo(before);
    assertThat(find(done.id())).isEqualTo(done);
  }

  @Test
  void killed_at_any_step_it_leaves_nothing_half_made_and_is_finished_by_the_next_try()
      throws Exception {
    var faults = site.bean(Faults.class);
    var steps = 0;
    for (var killed = true; killed; ) {
      var id = upload(TestBundle.small().stream());
      var before = made();
      faults.killAtStep(++steps);
      try {
        run(id);
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The test cut the connection");
      } finally {
        killed = faults.heal();
      }
      if (killed) {
        assertThat(made()).as("killed at step %d", steps).isEqualTo(before);
        assertThat(find(id).state()).isIn(State.QUEUED, State.RUNNING);
        run(id);
      }
      assertThat(find(id).state()).isEqualTo(State.FINISHED);
      assertThat(made())
          .extractingByKey("competition")
          .isEqualTo(before.getOrDefault("competition", 0L) + 1);
    }
    assertThat(steps).isGreaterThan(30);
  }

  @Test
  void of_two_processes_at_the_same_import_one_creates() throws Exception {
    var id = upload(TestBundle.small().stream());
    var before = count("competition");
    try (var processes = Executors.newFixedThreadPool(2)) {
      var both = List.of(processes.submit(() -> run(id)), processes.submit(() -> run(id)));
      for (var one : both) {
        one.get();
      }
    }
    assertThat(find(id).state()).isEqualTo(State.FINISHED);
    assertThat(count("competition")).isEqualTo(before + 1);
  }

  @Test
  void a_sample_benchmark_is_in_the_database_as_its_definition_says() throws Exception {
    var definition = definition("iris");
    var id = Objects.requireNonNull(carriedOut(TestBundle.sample("iris")).competition());

    var imported = new WrittenCompetition(jdbc(), id);
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
  void a_try_that_was_killed_is_gone_on_with_and_stores_nothing_twice() throws Exception {
    var id = upload(TestBundle.small().stream());
    var before = count("blob");
    var faults = site.bean(Faults.class);
    for (var step = 1; find(id).state() != State.FINISHED; step += 3) {
      faults.killAtStep(step);
      try {
        run(id);
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The test cut the connection");
      } finally {
        faults.heal();
      }
    }
    assertThat(
            jdbc()
                .sql("select count(*) from competition_import_part where import_id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single())
        .isEqualTo(3);
    // At most one object is stored anew for each kill between storing and recording.
    assertThat(count("blob") - before).isLessThanOrEqualTo(3 + 3);
  }

  @Test
  void an_import_that_always_fails_ends_in_a_visible_state() throws Exception {
    var id = upload(TestBundle.small().stream());
    site.bean(BundleImporter.class).giveUp(id);
    var failed = find(id);
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.error()).contains("not the bundle's fault", "log");
    run(id);
    assertThat(find(id).state()).isEqualTo(State.FAILED);
  }

  @Test
  void keys_of_data_sets_are_found_if_they_may_be_used_and_else_refused_at_their_line()
      throws Exception {
    carriedOut(TestBundle.small().stream());
    var key =
        jdbc()
            .sql("select key from dataset where type = 'reference_data' order by id desc limit 1")
            .query(UUID.class)
            .single();
    var bundle = TestBundle.small().replacing("reference_data: data.zip", "reference_data: " + key);

    assertThat(carriedOut(bundle.stream()).state()).isEqualTo(State.FINISHED);

    var unknown = UUID.randomUUID();
    var refused = carriedOut(bundle.replacing(key.toString(), unknown.toString()).stream());
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
  void a_queue_is_found_by_its_key_if_it_may_be_used_and_else_refused() throws Exception {
    var rows = new Rows(jdbc());
    var stranger = rows.account("queue-owner-" + UUID.randomUUID().toString().substring(0, 8));
    for (var queue : List.of(UUID.randomUUID(), queue(stranger.id().value(), false))) {
      var refused = withQueue(queue);
      assertThat(refused.state()).isEqualTo(State.REFUSED);
      assertThat(refused.findings())
          .filteredOn(Finding::isError)
          .extracting(Finding::code)
          .containsExactly(FindingCode.CMP_09);
    }
    for (var queue : List.of(queue(ann.id().value(), false), queue(stranger.id().value(), true))) {
      var done = withQueue(queue);
      assertThat(done.state()).isEqualTo(State.FINISHED);
      assertThat(
              jdbc()
                  .sql(
                      "select q.key from competition c join queue q on q.id = c.queue_id where c.id = :id")
                  .param("id", Objects.requireNonNull(done.competition()).value())
                  .query(UUID.class)
                  .single())
          .isEqualTo(queue);
    }
  }

  private static BundleImport withQueue(UUID queue) throws Exception {
    return carriedOut(
        TestBundle.small().replacing("version: 2", "version: 2\nqueue: " + queue).stream());
  }

  private static UUID queue(long owner, boolean isPublic) {
    return jdbc()
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
    var done = carriedOut(TestBundle.small().with("competition.yaml", LEGACY).stream());
    assertThat(done.findings()).filteredOn(Finding::isError).isEmpty();
    assertThat(done.state()).isEqualTo(State.FINISHED);
    var id = Objects.requireNonNull(done.competition()).value();
    assertThat(
            jdbc()
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
            jdbc()
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
        carriedOut(new ByteArrayInputStream("Not a zip".getBytes(StandardCharsets.UTF_8)));
    assertThat(refused.state()).isEqualTo(State.REFUSED);
    assertThat(refused.findings())
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.ARC_01);
              assertThat(finding.place().file()).isEqualTo("bundle.zip");
            });
  }

  private static BundleImport carriedOut(InputStream bundle) throws Exception {
    var id = upload(bundle);
    run(id);
    return find(id);
  }

  private static ImportId upload(InputStream bundle) throws IOException, Storage.TooLarge {
    try (bundle) {
      return site.bean(BundleUploads.class).upload(ann, bundle, "bundle.zip");
    }
  }

  private static void run(ImportId id) {
    site.bean(BundleImporter.class).run(id);
  }

  private static BundleImport find(ImportId id) {
    return site.bean(JdbcImports.class).find(id).orElseThrow();
  }

  private static Map<String, Long> made() {
    var counts = new TreeMap<String, Long>();
    MADE.forEach(table -> counts.put(table, count(table)));
    return counts;
  }

  private static long count(String table) {
    return jdbc().sql("select count(*) from " + table).query(Long.class).single();
  }

  private static JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }
}
