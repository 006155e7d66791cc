package dev.assay.server.competitions.changes;

import static dev.assay.server.competitions.changes.ChangesBed.only;
import static dev.assay.server.competitions.changes.ChangesBed.read;
import static dev.assay.server.competitions.changes.ChangesBed.small;
import static dev.assay.server.competitions.changes.ChangesBed.twoPhases;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Kind;
import dev.assay.server.competitions.changes.CompetitionChanges.Applied;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.exports.StoredSource;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.TestBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is as it was in a new bundle is known again, and is no change. */
class UnchangedIT {
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
  void the_same_bundle_again_changes_nothing() throws Exception {
    var bundle = small();
    var id = bed.competition(bundle);
    var plan = bed.plan(id, bundle);
    assertThat(plan.changes()).isEmpty();
    var before = bed.state(id);
    assertThat(bed.site.bean(CompetitionChanges.class).apply(plan.id(), bed.ann.id()))
        .isInstanceOf(Applied.Done.class);
    assertThat(bed.state(id)).isEqualTo(before);
  }

  @Test
  void the_same_files_packed_by_another_program_change_nothing() throws Exception {
    var data = Map.of("data.csv", "1,2\n".getBytes(StandardCharsets.UTF_8));
    var stored = small().with("data.zip", TestBundle.zipOf(data, 0)).packedAt(0);
    var pressed = small().with("data.zip", TestBundle.zipOf(data, 9)).packedAt(9);
    var id = bed.competition(stored);
    assertThat(bed.plan(id, pressed).changes()).isEmpty();

    pressed.with("scoring_program/score.py", "print('Scoring')\n");
    assertThat(only(bed.plan(id, pressed), Area.TASK).details())
        .extracting(Change.Detail::field)
        .containsExactly("Scoring program");
  }

  @Test
  void keys_of_an_export_find_phases_and_tasks_again_whatever_they_are_called() throws Exception {
    var id = bed.competition(twoPhases());
    var submission = bed.scored().submission(id, "Open", bed.bob, "0.5");
    var state = bed.state(id);
    var yaml =
        Objects.requireNonNull(StoredSource.allTexts(state.definition()).get("competition.yaml"))
            .replace("name: Open", "name: Warm-up")
            .replace("name: Only", "name: Renamed");
    var texts = new TreeMap<>(StoredSource.allTexts(state.definition()));
    texts.put("competition.yaml", yaml);
    try (var source = StoredSource.of(texts, state.files(), bed.site.bean(Storage.class))) {
      var planned =
          bed.site
              .bean(CompetitionChanges.class)
              .plan(id, read(source), new Reason(bed.ann.id(), Origin.EDITOR, "Renamed"));
      var plan = ((Planned.Ready) planned).plan();
      assertThat(plan.changes()).extracting(Change::kind).containsOnly(Kind.CHANGED);
      bed.applied(plan);
    }
    assertThat(bed.phaseName(submission)).isEqualTo("Warm-up");
  }

  @Test
  void a_bundle_with_keys_keeps_the_tasks_as_they_are() throws Exception {
    var id = bed.competition(small());
    var state = bed.site.bean(CompetitionStates.class).withKeys(id).orElseThrow();
    try (var source = StoredSource.of(state, bed.site.bean(Storage.class))) {
      var planned =
          bed.site
              .bean(CompetitionChanges.class)
              .plan(id, read(source), new Reason(bed.bob.id(), Origin.BUNDLE, "keys"));
      assertThat(((Planned.Ready) planned).plan().changes()).isEmpty();
    }
  }
}
