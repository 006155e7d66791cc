package dev.assay.server.competitions.changes;

import static dev.assay.server.competitions.changes.ChangesBed.detail;
import static dev.assay.server.competitions.changes.ChangesBed.only;
import static dev.assay.server.competitions.changes.ChangesBed.read;
import static dev.assay.server.competitions.changes.ChangesBed.small;
import static dev.assay.server.competitions.changes.ChangesBed.twoPhases;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.bundle.Finding;
import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Effect;
import dev.assay.server.competitions.changes.Change.Kind;
import dev.assay.server.competitions.changes.CompetitionChanges.Applied;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A competition that people take part in is changed, and nothing of theirs is lost. */
class ChangesIT {
  private static ChangesBed bed;

  @TempDir static Path temp;

  @BeforeAll
  static void start() throws Exception {
    bed = ChangesBed.start(temp);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void texts_dates_limits_and_columns_are_told_field_by_field_and_applied() throws Exception {
    var id = bed.competition(small());
    var wanted =
        small()
            .replacing("title: Small", "title: Larger")
            .replacing("start: 2026-01-01", "start: 2026-01-01\n    max_submissions: 0")
            .replacing("title: Score", "title: Points")
            .replacing("leaderboards:", "assay:\n  gpus: 2\n  memory_gb: 8\nleaderboards:")
            .with("overview.md", "# What it is\n\nA better test.");

    var plan = bed.plan(id, wanted);

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
    assertThat(bed.state(id).definition().title()).isEqualTo("Small");

    bed.applied(plan);

    assertThat(bed.plan(id, wanted).changes()).isEmpty();
    assertThat(bed.state(id).definition().title()).isEqualTo("Larger");
    assertThat(bed.state(id).definition().phases().getFirst().limits().total()).isZero();
    assertThat(bed.state(id).definition().execution().sandbox().gpus()).isEqualTo(2);
  }

  @Test
  void another_scoring_program_makes_a_new_version_and_old_scores_keep_theirs() throws Exception {
    var id = bed.competition(small());
    var submission = bed.scored().submission(id, "Open", bed.bob, "0.5");
    var version = bed.versionOf(submission);
    var wanted = small().with("scoring_program/score.py", "print('better')\n");

    var plan = bed.plan(id, wanted);

    var task = only(plan, Area.TASK);
    assertThat(task.isIncomparable()).isTrue();
    assertThat(task.effects()).extracting(Effect::text).anyMatch(text -> text.contains("1 score"));
    var before = bed.counts();
    bed.applied(plan);
    bed.assertNothingLost(before);
    assertThat(bed.versionOf(submission)).isEqualTo(version);
    assertThat(bed.newestVersion(id)).isGreaterThan(version);
  }

  @Test
  void a_phase_with_submissions_is_closed_and_hidden_and_comes_back_with_them() throws Exception {
    var id = bed.competition(twoPhases());
    var submission = bed.scored().submission(id, "Open", bed.bob, "0.5");
    var plan =
        bed.plan(
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
    var before = bed.counts();
    bed.applied(plan);
    bed.assertNothingLost(before);
    assertThat(bed.state(id).definition().phases())
        .extracting(phase -> phase.name())
        .containsExactly("Final");
    assertThat(bed.openPhases(submission)).isZero();

    bed.applied(bed.plan(id, twoPhases()));

    assertThat(bed.state(id).definition().phases())
        .extracting(phase -> phase.name())
        .containsExactly("Open", "Final");
    assertThat(bed.openPhases(submission)).isOne();
    bed.assertNothingLost(before);
  }

  @Test
  void a_version_can_come_back_and_the_scores_of_its_task_count_again() throws Exception {
    var id = bed.competition(small());
    bed.scored().submission(id, "Open", bed.bob, "0.5");
    var original = bed.state(id);
    bed.applied(
        bed.plan(
            id,
            small()
                .replacing("name: Only", "name: Other")
                .replacing("index: 0\n    name: Other", "index: 5\n    name: Other")
                .replacing("tasks: [0]", "tasks: [5]")));
    assertThat(bed.state(id)).isNotEqualTo(original);

    var first = bed.site.bean(JdbcVersions.class).find(id, 1).orElseThrow();
    assertThat(first.origin()).isEqualTo(Origin.CREATED);
    var kept = bed.site.bean(JdbcVersions.class).state(first);
    try (var source = kept.source(bed.site.bean(Storage.class))) {
      var planned =
          bed.site
              .bean(CompetitionChanges.class)
              .plan(id, read(source), new Reason(bed.ann.id(), Origin.REVERT, "Back to 1"));
      bed.applied(((Planned.Ready) planned).plan());
    }

    assertThat(bed.state(id).fingerprint()).isEqualTo(original.fingerprint());
    assertThat(bed.site.bean(JdbcVersions.class).list(id))
        .extracting(Version::number, Version::origin)
        .containsExactly(
            tuple(3, Origin.REVERT), tuple(2, Origin.BUNDLE), tuple(1, Origin.CREATED));
    assertThat(bed.scoresOnBoard(id)).isOne();
  }

  @Test
  void a_plan_is_not_applied_to_a_competition_that_has_changed_since() throws Exception {
    var id = bed.competition(small());
    var one = bed.plan(id, small().replacing("title: Small", "title: One"));
    var other = bed.plan(id, small().replacing("title: Small", "title: Other"));
    bed.applied(other);
    assertThat(bed.site.bean(CompetitionChanges.class).apply(one.id(), bed.ann.id()))
        .isInstanceOf(Applied.Outdated.class);
    assertThat(bed.site.bean(CompetitionChanges.class).apply(one.id(), bed.ann.id()))
        .isInstanceOf(Applied.NotPlanned.class);
    assertThat(bed.state(id).definition().title()).isEqualTo("Other");
  }

  @Test
  void of_two_who_apply_at_once_one_succeeds() throws Exception {
    var id = bed.competition(small());
    var plans =
        List.of(
            bed.plan(id, small().replacing("title: Small", "title: One")),
            bed.plan(id, small().replacing("title: Small", "title: Other")));
    try (var threads = Executors.newFixedThreadPool(2)) {
      var answers =
          plans.stream()
              .map(
                  plan ->
                      threads.submit(
                          () ->
                              bed.site
                                  .bean(CompetitionChanges.class)
                                  .apply(plan.id(), bed.ann.id())))
              .toList();
      assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
          .extracting(answer -> answer.getClass().getSimpleName())
          .containsExactlyInAnyOrder("Done", "Outdated");
    }
  }

  @Test
  void killed_at_any_step_of_applying_nothing_has_changed() throws Exception {
    var faults = bed.site.bean(Faults.class);
    var id = bed.competition(twoPhases());
    bed.scored().submission(id, "Open", bed.bob, "0.5");
    var plan =
        bed.plan(
            id,
            small()
                .replacing("title: Small", "title: Larger")
                .with("scoring_program/score.py", "print('better')\n"));
    var before = bed.state(id);
    var steps = 0;
    for (var killed = true; killed; ) {
      faults.killAtStep(++steps);
      try {
        bed.site.bean(CompetitionChanges.class).apply(plan.id(), bed.ann.id());
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The test cut the connection");
      } finally {
        killed = faults.heal();
      }
      if (killed) {
        assertThat(bed.state(id)).as("killed at step %d", steps).isEqualTo(before);
        assertThat(bed.site.bean(JdbcVersions.class).list(id)).isEmpty();
      }
    }
    assertThat(steps).isGreaterThan(20);
    assertThat(bed.state(id).definition().title()).isEqualTo("Larger");
  }

  @Test
  void a_task_that_another_competition_uses_too_is_copied_instead_of_changed() throws Exception {
    var id = bed.competition(small());
    var other = bed.competition(small());
    var jdbc = bed.site.bean(JdbcClient.class);
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
    var untouched = bed.state(other);
    var plan = bed.plan(id, small().with("scoring_program/score.py", "print('better')\n"));
    assertThat(only(plan, Area.TASK).effects())
        .extracting(Effect::text)
        .anyMatch(text -> text.contains("copy"));
    bed.applied(plan);
    assertThat(bed.state(other)).isEqualTo(untouched);
    assertThat(bed.state(id)).isNotEqualTo(untouched);
  }

  @Test
  void a_bundle_with_errors_makes_no_plan() throws Exception {
    var id = bed.competition(small());
    var planned = bed.planned(id, small().without("data.zip"));
    assertThat(planned).isInstanceOf(Planned.Refused.class);
    assertThat(((Planned.Refused) planned).findings()).anyMatch(Finding::isError);
  }
}
