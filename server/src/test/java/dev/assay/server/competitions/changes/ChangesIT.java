package dev.assay.server.competitions.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Effect;
import dev.assay.server.competitions.changes.Change.Kind;
import dev.assay.server.competitions.changes.CompetitionChanges.Applied;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.exports.StoredSource;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Faults;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A competition that people take part in is changed, and nothing of theirs is lost. */
class ChangesIT {
  private static final List<String> NEVER_FEWER =
      List.of("submission", "evaluation", "score", "task_version", "leaderboard_selection", "blob");

  private static TestSite site;
  private static Account ann;
  private static Account bob;
  private static ImportedForTests imported;

  @TempDir static Path temp;

  @BeforeAll
  static void start() {
    site =
        TestSite.start(
            List.of(Faults.class), "assay.roles=site", "spring.main.lazy-initialization=true");
    var rows = new Rows(site.bean(JdbcClient.class));
    ann = rows.account("ann");
    bob = rows.account("bob");
    imported = new ImportedForTests(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void the_same_bundle_again_changes_nothing() throws Exception {
    var bundle = small();
    var id = competition(bundle);
    var plan = plan(id, bundle);
    assertThat(plan.changes()).isEmpty();
    var before = state(id);
    assertThat(site.bean(CompetitionChanges.class).apply(plan.id(), ann.id()))
        .isInstanceOf(Applied.Done.class);
    assertThat(state(id)).isEqualTo(before);
  }

  @Test
  void texts_dates_limits_and_columns_are_told_field_by_field_and_applied() throws Exception {
    var id = competition(small());
    var wanted =
        small()
            .replacing("title: Small", "title: Larger")
            .replacing("start: 2026-01-01", "start: 2026-01-01\n    max_submissions: 0")
            .replacing("title: Score", "title: Points")
            .replacing("leaderboards:", "assay:\n  gpus: 2\n  memory_gb: 8\nleaderboards:")
            .with("overview.md", "# What it is\n\nA better test.");

    var plan = plan(id, wanted);

    assertThat(plan.changes())
        .extracting(Change::area, Change::kind, Change::subject)
        .containsExactlyInAnyOrder(
            tuple(Area.DETAILS, Kind.CHANGED, "Details"),
            tuple(Area.PAGE, Kind.CHANGED, "Overview"),
            tuple(Area.PHASE, Kind.CHANGED, "Open"),
            tuple(Area.COLUMN, Kind.CHANGED, "Points"));
    assertThat(plan.changes()).noneMatch(Change::isIncomparable);
    assertThat(detail(plan, Area.PHASE))
        .containsExactly(new Change.Detail("Submissions in all", "100", "no limit"));
    assertThat(state(id).definition().title()).isEqualTo("Small");

    applied(plan);

    assertThat(plan(id, wanted).changes()).isEmpty();
    assertThat(state(id).definition().title()).isEqualTo("Larger");
    assertThat(state(id).definition().phases().getFirst().limits().total()).isZero();
    assertThat(state(id).definition().execution().sandbox().gpus()).isEqualTo(2);
  }

  @Test
  void another_scoring_program_makes_a_new_version_and_old_scores_keep_theirs() throws Exception {
    var id = competition(small());
    var submission = scored().submission(id, "Open", bob, "0.5");
    var version = versionOf(submission);
    var wanted = small().with("scoring_program/score.py", "print('better')\n");

    var plan = plan(id, wanted);

    var task = only(plan, Area.TASK);
    assertThat(task.isIncomparable()).isTrue();
    assertThat(task.effects()).extracting(Effect::text).anyMatch(text -> text.contains("1 score"));
    var before = counts();
    applied(plan);
    assertNothingLost(before);
    assertThat(versionOf(submission)).isEqualTo(version);
    assertThat(newestVersion(id)).isGreaterThan(version);
  }

  @Test
  void a_phase_with_submissions_is_closed_and_hidden_and_comes_back_with_them() throws Exception {
    var id = competition(twoPhases());
    var submission = scored().submission(id, "Open", bob, "0.5");
    var plan =
        plan(
            id,
            small().replacing("name: Open", "name: Final").replacing("2026-01-01", "2027-01-01"));
    assertThat(plan.changes())
        .filteredOn(change -> change.area() == Area.PHASE && change.kind() == Kind.REMOVED)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.subject()).isEqualTo("Open");
              assertThat(change.effects())
                  .extracting(Effect::text)
                  .first()
                  .asString()
                  .contains("1 submission");
            });
    var before = counts();
    applied(plan);
    assertNothingLost(before);
    assertThat(state(id).definition().phases())
        .extracting(phase -> phase.name())
        .containsExactly("Final");
    assertThat(openPhases(submission)).isZero();

    applied(plan(id, twoPhases()));

    assertThat(state(id).definition().phases())
        .extracting(phase -> phase.name())
        .containsExactly("Open", "Final");
    assertThat(openPhases(submission)).isOne();
    assertNothingLost(before);
  }

  @Test
  void a_version_can_come_back_and_the_scores_of_its_task_count_again() throws Exception {
    var id = competition(small());
    scored().submission(id, "Open", bob, "0.5");
    var original = state(id);
    applied(
        plan(
            id,
            small()
                .replacing("name: Only", "name: Other")
                .replacing("index: 0\n    name: Other", "index: 5\n    name: Other")
                .replacing("tasks: [0]", "tasks: [5]")));
    assertThat(state(id)).isNotEqualTo(original);

    var first = site.bean(JdbcVersions.class).find(id, 1).orElseThrow();
    assertThat(first.origin()).isEqualTo(Origin.CREATED);
    var kept = site.bean(JdbcVersions.class).state(first);
    try (var source = kept.source(site.bean(Storage.class))) {
      var planned =
          site.bean(CompetitionChanges.class)
              .plan(id, read(source), new Reason(ann.id(), Origin.REVERT, "Back to 1"));
      applied(((Planned.Ready) planned).plan());
    }

    assertThat(state(id).fingerprint()).isEqualTo(original.fingerprint());
    assertThat(site.bean(JdbcVersions.class).list(id))
        .extracting(Version::number, Version::origin)
        .containsExactly(
            tuple(3, Origin.REVERT), tuple(2, Origin.BUNDLE), tuple(1, Origin.CREATED));
    assertThat(scoresOnBoard(id)).isOne();
  }

  @Test
  void a_plan_is_not_applied_to_a_competition_that_has_changed_since() throws Exception {
    var id = competition(small());
    var one = plan(id, small().replacing("title: Small", "title: One"));
    var other = plan(id, small().replacing("title: Small", "title: Other"));
    applied(other);
    assertThat(site.bean(CompetitionChanges.class).apply(one.id(), ann.id()))
        .isInstanceOf(Applied.Outdated.class);
    assertThat(site.bean(CompetitionChanges.class).apply(one.id(), ann.id()))
        .isInstanceOf(Applied.NotPlanned.class);
    assertThat(state(id).definition().title()).isEqualTo("Other");
  }

  @Test
  void of_two_who_apply_at_once_one_succeeds() throws Exception {
    var id = competition(small());
    var plans =
        List.of(
            plan(id, small().replacing("title: Small", "title: One")),
            plan(id, small().replacing("title: Small", "title: Other")));
    try (var threads = Executors.newFixedThreadPool(2)) {
      var answers =
          plans.stream()
              .map(
                  plan ->
                      threads.submit(
                          () -> site.bean(CompetitionChanges.class).apply(plan.id(), ann.id())))
              .toList();
      assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
          .extracting(answer -> answer.getClass().getSimpleName())
          .containsExactlyInAnyOrder("Done", "Outdated");
    }
  }

  @Test
  void killed_at_any_step_of_applying_nothing_has_changed() throws Exception {
    var faults = site.bean(Faults.class);
    var id = competition(twoPhases());
    scored().submission(id, "Open", bob, "0.5");
    var plan =
        plan(
            id,
            small()
                .replacing("title: Small", "title: Larger")
                .with("scoring_program/score.py", "print('better')\n"));
    var before = state(id);
    var steps = 0;
    for (var killed = true; killed; ) {
      faults.killAtStep(++steps);
      try {
        site.bean(CompetitionChanges.class).apply(plan.id(), ann.id());
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The test cut the connection");
      } finally {
        killed = faults.heal();
      }
      if (killed) {
        assertThat(state(id)).as("killed at step %d", steps).isEqualTo(before);
        assertThat(site.bean(JdbcVersions.class).list(id)).isEmpty();
      }
    }
    assertThat(steps).isGreaterThan(20);
    assertThat(state(id).definition().title()).isEqualTo("Larger");
  }

  @Test
  void a_task_that_another_competition_uses_too_is_copied_instead_of_changed() throws Exception {
    var id = competition(small());
    var other = competition(small());
    var jdbc = site.bean(JdbcClient.class);
    jdbc.sql(
            """
            update phase_task set task_id = (
              select pt.task_id from phase_task pt join phase p on p.id = pt.phase_id
              where p.competition_id = :id)
            where phase_id = (select id from phase where competition_id = :other)
            """)
        .param("id", id.value())
        .param("other", other.value())
        .update();
    var untouched = state(other);
    var plan = plan(id, small().with("scoring_program/score.py", "print('better')\n"));
    assertThat(only(plan, Area.TASK).effects())
        .extracting(Effect::text)
        .anyMatch(text -> text.contains("copy"));
    applied(plan);
    assertThat(state(other)).isEqualTo(untouched);
    assertThat(state(id)).isNotEqualTo(untouched);
  }

  @Test
  void a_bundle_with_errors_makes_no_plan() throws Exception {
    var id = competition(small());
    var planned = planned(id, small().without("data.zip"));
    assertThat(planned).isInstanceOf(Planned.Refused.class);
    assertThat(((Planned.Refused) planned).findings()).anyMatch(Finding::isError);
  }

  @Test
  void keys_of_an_export_find_phases_and_tasks_again_whatever_they_are_called() throws Exception {
    var id = competition(twoPhases());
    var submission = scored().submission(id, "Open", bob, "0.5");
    var state = state(id);
    var yaml =
        Objects.requireNonNull(StoredSource.allTexts(state.definition()).get("competition.yaml"))
            .replace("name: Open", "name: Warm-up")
            .replace("name: Only", "name: Renamed");
    var texts = new TreeMap<>(StoredSource.allTexts(state.definition()));
    texts.put("competition.yaml", yaml);
    try (var source = StoredSource.of(texts, state.files(), site.bean(Storage.class))) {
      var planned =
          site.bean(CompetitionChanges.class)
              .plan(id, read(source), new Reason(ann.id(), Origin.EDITOR, "Renamed"));
      var plan = ((Planned.Ready) planned).plan();
      assertThat(plan.changes()).extracting(Change::kind).containsOnly(Kind.CHANGED);
      applied(plan);
    }
    assertThat(phaseName(submission)).isEqualTo("Warm-up");
  }

  @Test
  void a_bundle_with_keys_keeps_the_tasks_as_they_are() throws Exception {
    var id = competition(small());
    var state = site.bean(CompetitionStates.class).withKeys(id).orElseThrow();
    try (var source = StoredSource.of(state, site.bean(Storage.class))) {
      var planned =
          site.bean(CompetitionChanges.class)
              .plan(id, read(source), new Reason(bob.id(), Origin.BUNDLE, "keys"));
      assertThat(((Planned.Ready) planned).plan().changes()).isEmpty();
    }
  }

  private static final byte[] DATA = TestBundle.small().bytesOf("data.zip");

  /** A zip tells when it was made, so that one made anew is another file: here it is always one. */
  private static TestBundle small() {
    return TestBundle.small().with("data.zip", DATA);
  }

  private static TestBundle twoPhases() {
    return small()
        .replacing(
            "    starting_kit: data.zip\n",
            """
                starting_kit: data.zip
                end: 2026-12-31
              - name: Final
                index: 1
                start: 2027-01-01
                tasks: [0]
            """);
  }

  private static CompetitionId competition(TestBundle bundle) throws Exception {
    return new CompetitionId(Long.parseLong(imported.competition(bundle).replaceFirst(".*/", "")));
  }

  private static CompetitionState state(CompetitionId id) {
    return site.bean(CompetitionStates.class).withFiles(id).orElseThrow();
  }

  private static ChangePlan plan(CompetitionId id, TestBundle bundle) throws Exception {
    return ((Planned.Ready) planned(id, bundle)).plan();
  }

  private static Planned planned(CompetitionId id, TestBundle bundle) throws Exception {
    var file = Files.createTempFile(temp, "bundle", ".zip");
    Files.write(file, bundle.zip());
    try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
      return site.bean(CompetitionChanges.class)
          .plan(id, read(source), new Reason(ann.id(), Origin.BUNDLE, "bundle.zip"));
    }
  }

  private static CheckedBundle read(BundleSource source) throws Exception {
    return new BundleReader(Clock.systemUTC()).read(source);
  }

  private static void applied(ChangePlan plan) {
    assertThat(site.bean(CompetitionChanges.class).apply(plan.id(), ann.id()))
        .isInstanceOf(Applied.Done.class);
  }

  private static Change only(ChangePlan plan, Area area) {
    return plan.changes().stream()
        .filter(change -> change.area() == area)
        .reduce(
            (_, _) -> {
              throw new AssertionError("more than one change of " + area);
            })
        .orElseThrow();
  }

  private static List<Change.Detail> detail(ChangePlan plan, Area area) {
    return only(plan, area).details();
  }

  private static ScoredForTests scored() {
    return new ScoredForTests(site.bean(JdbcClient.class));
  }

  private static Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    for (var table : NEVER_FEWER) {
      counts.put(table, number("select count(*) from " + table, 0));
    }
    return counts;
  }

  private static void assertNothingLost(Map<String, Long> before) {
    counts()
        .forEach(
            (table, count) ->
                assertThat(count).as(table).isGreaterThanOrEqualTo(before.get(table)));
  }

  private static long versionOf(long submission) {
    return number("select task_version_id from evaluation where submission_id = :id", submission);
  }

  private static long newestVersion(CompetitionId id) {
    return number(
        """
        select max(v.id) from task_version v join phase_task pt on pt.task_id = v.task_id
        join phase p on p.id = pt.phase_id where p.competition_id = :id
        """,
        id.value());
  }

  private static long openPhases(long submission) {
    return number(
        """
        select count(*) from phase p join submission s on s.phase_id = p.id
        where s.id = :id and not p.is_hidden and (p.ends_at is null or p.ends_at > now())
        """,
        submission);
  }

  private static long scoresOnBoard(CompetitionId id) {
    return number(
        """
        select count(*) from leaderboard_row r join phase p on p.id = r.phase_id
        where p.competition_id = :id and jsonb_exists(r.column_values, 'score')
        """,
        id.value());
  }

  private static String phaseName(long submission) {
    return site.bean(JdbcClient.class)
        .sql("select p.name from phase p join submission s on s.phase_id = p.id where s.id = :id")
        .param("id", submission)
        .query(String.class)
        .single();
  }

  private static long number(String sql, long id) {
    return site.bean(JdbcClient.class).sql(sql).param("id", id).query(Long.class).single();
  }
}
