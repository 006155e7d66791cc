package dev.assay.server.competitions.changes;

import static dev.assay.server.competitions.changes.OwnSettingsBed.id;
import static dev.assay.server.competitions.changes.OwnSettingsBed.rich;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.People;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.writing.BundleWriter;
import dev.assay.bundle.writing.DefinitionYaml;
import dev.assay.server.competitions.Competitions.Standing;
import dev.assay.server.competitions.changes.CompetitionChanges.Applied;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.exports.StoredSource;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Codabench's competitions have and its bundles lose: read, acted upon, said again. */
class OwnSettingsIT {
  private static OwnSettingsBed bed;
  private static Browser robot;

  @TempDir static Path temp;

  @BeforeAll
  static void start() throws Exception {
    bed = new OwnSettingsBed();
    robot = Browser.signedUp(bed.site, "robbie");
    var mark = "/api/v1/accounts/robbie/robot";
    assertThat(Script.of(bed.site, "robbie").json("PUT", mark, Map.of("robot", true)).statusCode())
        .isEqualTo(404);
    assertThat(bed.admin().json("PUT", mark, Map.of("robot", true)).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void everything_is_said_again_as_it_was_and_imports_to_the_same_again() throws Exception {
    var first = id(bed.competition(rich()));
    var state = bed.site.bean(CompetitionStates.class).withFiles(first).orElseThrow();
    var said = state.definition();
    assertThat(said.overview().report()).isEqualTo("https://example.org/paper.pdf");
    assertThat(said.settings().allowRobotSubmissions()).isTrue();
    assertThat(said.people())
        .isEqualTo(
            new People(
                List.of("eve@example.org", "else@example.org"), List.of("bob", "nobody-here")));
    assertThat(said.tasks())
        .singleElement()
        .isInstanceOfSatisfying(
            NewTask.class,
            task -> {
              assertThat(task.extras().isPublic()).isTrue();
              assertThat(task.extras().gpus()).isEqualTo(2);
              assertThat(task.extras().memoryGb()).isEqualTo(8);
            });
    assertThat(said.labels().values())
        .anyMatch(label -> label.name().equals("Flowers") && label.isPublic());
    var last = said.phases().getLast().extras();
    assertThat(last.leaderboard()).isEqualTo(1);
    assertThat(last.queue()).isEqualTo(OwnSettingsBed.QUEUE);
    assertThat(last.hasBeenMigrated()).isTrue();
    assertThat(said.leaderboard(said.phases().getFirst()).title()).isEqualTo("Development");

    var zip = temp.resolve("again.zip");
    new BundleWriter().writeZip(said, StoredSource.of(state, bed.site.bean(Storage.class)), zip);
    CompetitionId second;
    try (var bytes = Files.newInputStream(zip)) {
      second = id(bed.competition(bytes));
    }
    assertThat(comparable(bed.state(second))).isEqualTo(comparable(said));
  }

  @Test
  void a_plan_carries_all_of_it_and_the_way_back_does_too() throws Exception {
    var plain = TestBundle.small();
    var id = id(bed.competition(plain));
    var before = comparable(bed.state(id));
    applied(plan(id, rich()));
    var rich = bed.state(id);
    assertThat(rich.people().collaborators()).containsExactly("bob", "nobody-here");
    assertThat(rich.overview().report()).isNotNull();
    assertThat(rich.settings().allowRobotSubmissions()).isTrue();
    assertThat(rich.phases().getLast().extras().queue()).isEqualTo(OwnSettingsBed.QUEUE);
    assertThat(rich.leaderboard(rich.phases().getLast()).title()).isEqualTo("Results");
    assertThat(((NewTask) rich.tasks().getFirst()).extras().gpus()).isEqualTo(2);
    assertThat(plan(id, rich()).changes()).isEmpty();
    assertThat(bed.standing("bob", id)).isEqualTo(Standing.ORGANISER);

    var back = plan(id, plain);
    assertThat(back.changes())
        .flatExtracting(Change::effects)
        .extracting(Change.Effect::text)
        .contains("These lose an organiser's rights: bob, nobody-here.");
    applied(back);
    assertThat(comparable(bed.state(id))).isEqualTo(before);
    assertThat(bed.standing("bob", id)).isNotEqualTo(Standing.ORGANISER);
  }

  @Test
  void a_robot_takes_part_where_robots_may_and_has_no_limits_there() throws Exception {
    var path = bed.competition(limited(true));
    bed.ann.publish(path);
    assertThat(bed.standing("robbie", id(path))).isEqualTo(Standing.PARTICIPANT);
    for (var i = 0; i < 3; i++) {
      assertThat(submitted(robot, path, "answer.method=tree")).isEqualTo(303);
    }
    var elsewhere = bed.competition(limited(false));
    bed.ann.publish(elsewhere);
    assertThat(bed.standing("robbie", id(elsewhere))).isEqualTo(Standing.VISITOR);
    bed.jdbc()
        .sql(
            """
            insert into participant (competition_id, account_id, status, joined_at)
            values (:id, :robot, 'approved', now())
            """)
        .param("id", id(elsewhere).value())
        .param("robot", bed.account("robbie").id().value())
        .update();
    assertThat(submitted(robot, elsewhere, "answer.method=tree")).isEqualTo(303);
    assertThat(submitted(robot, elsewhere, "answer.method=tree")).isEqualTo(429);
  }

  private static TestBundle limited(boolean withRobots) {
    return rich()
        .replacing("allow_robot_submissions: true", "allow_robot_submissions: " + withRobots);
  }

  @Test
  void questions_are_asked_with_the_file_and_answers_are_kept() throws Exception {
    var path = bed.competition(limited(false));
    var page = bed.ann.page(path + "/submit");
    assertThat(page.select("[name^=answer.]").eachAttr("name"))
        .containsExactly("answer.method", "answer.own");
    assertThat(page.select("select[name=answer.method] option").eachAttr("value"))
        .containsExactly("", "tree", "forest");
    assertThat(submitted(bed.ann, path, "x=y")).isEqualTo(422);
    assertThat(submitted(bed.ann, path, "answer.method=stone")).isEqualTo(422);
    assertThat(submitted(bed.ann, path, "answer.method=tree")).isEqualTo(303);
    assertThat(
            bed.jdbc()
                .sql(
                    """
                    select s.fact_sheet_answers ->> 'method' || (s.fact_sheet_answers ->> 'own')
                    from submission s join phase p on p.id = s.phase_id where p.competition_id = :id
                    """)
                .param("id", id(path).value())
                .query(String.class)
                .list())
        .containsExactly("treefalse");
  }

  @Test
  void prize_contact_and_report_stand_on_the_page_and_only_web_addresses_lead_away()
      throws Exception {
    var page = bed.ann.page(bed.competition(rich()));
    assertThat(page.select("aside dd").eachText())
        .contains("100 EUR", "ann@example.org", "https://example.org/paper.pdf");
    assertThat(page.select("aside dd a").eachAttr("href"))
        .contains("https://example.org/paper.pdf", "mailto:ann@example.org");
    var other =
        bed.ann.page(
            bed.competition(
                rich().replacing("https://example.org/paper.pdf", "'javascript:alert(1)'")));
    assertThat(other.select("aside dd a").stream().map(Element::text))
        .noneMatch(text -> text.contains("alert"));
  }

  private static int submitted(Browser who, String path, String... fields) throws Exception {
    return who.uploadWith(path + "/submit", path + "/submit", "s.zip", TestBundle.program(), fields)
        .statusCode();
  }

  /** Without the keys that are another one in each competition. */
  private static String comparable(CompetitionDefinition definition) {
    return DefinitionYaml.write(definition).replaceAll("key: \"?[0-9a-f-]{36}\"?", "key: K");
  }

  private static ChangePlan plan(CompetitionId id, TestBundle bundle) throws Exception {
    var zip = Files.createTempFile(temp, "bundle", ".zip");
    Files.write(zip, bundle.zip());
    try (var source = BundleSource.open(zip, ArchiveLimits.forBundles())) {
      var planned =
          bed.site
              .bean(CompetitionChanges.class)
              .plan(
                  id,
                  new BundleReader(Clock.systemUTC()).read(source),
                  new Reason(bed.account("ann").id(), Origin.BUNDLE, "bundle.zip"));
      return ((Planned.Ready) planned).plan();
    }
  }

  private static void applied(ChangePlan plan) {
    assertThat(bed.site.bean(CompetitionChanges.class).apply(plan.id(), bed.account("ann").id()))
        .isInstanceOf(Applied.Done.class);
  }
}
