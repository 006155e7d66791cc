package dev.assay.server.competitions.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.People;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.writing.BundleWriter;
import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Competitions.Standing;
import dev.assay.server.competitions.changes.CompetitionChanges.Applied;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.exports.StoredSource;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Codabench's competitions have and its bundles lose: read, acted upon, said again. */
class OwnSettingsIT {
  private static final UUID QUEUE = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

  private static TestSite site;
  private static Browser ann;
  private static Browser bob;
  private static Browser eve;
  private static Browser robot;
  private static ImportedForTests imported;

  @TempDir static Path temp;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.roles=site", "spring.main.lazy-initialization=true");
    ann = Browser.signedUp(site, "ann");
    bob = Browser.signedUp(site, "bob");
    eve = Browser.signedUp(site, "eve");
    robot = Browser.signedUp(site, "robbie");
    imported = new ImportedForTests(site, "ann");
    jdbc()
        .sql(
            """
            insert into queue (key, name, owner_id, created_at)
            select :key, 'Own', id, now() from account where username = 'ann'
            """)
        .param("key", QUEUE)
        .update();
    var mark = "/api/v1/accounts/robbie/robot";
    assertThat(Script.of(site, "robbie").json("PUT", mark, Map.of("robot", true)).statusCode())
        .isEqualTo(404);
    assertThat(admin().json("PUT", mark, Map.of("robot", true)).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static final String RICH =
      """
      version: 2
      title: Small
      description: As small as it gets.
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      report: https://example.org/paper.pdf
      reward: 100 EUR
      contact_email: ann@example.org
      allow_robot_submissions: true
      whitelist_emails: [Eve@Example.org, else@example.org]
      collaborators: [BOB, nobody-here]
      fact_sheet:
        method: {key: method, type: select, title: Which method?, selection: [tree, forest], is_required: "true", is_on_leaderboard: "true"}
        own: {key: own, type: checkbox, title: Own data?, selection: [true, false], is_required: "false", is_on_leaderboard: "false"}
      pages:
        - title: Overview
          file: overview.md
      tasks:
        - index: 0
          name: Only
          scoring_program: scoring_program
          reference_data: data.zip
          is_public: true
          assay: {gpus: 2, memory_gb: 8}
      phases:
        - name: Open
          index: 0
          start: 2026-01-01
          end: "2126-06-01T00:00:00Z"
          tasks: [0]
          starting_kit: data.zip
          max_submissions: 1
        - name: Final
          index: 1
          start: "2126-06-01T00:00:00Z"
          tasks: [0]
          assay: {leaderboard: 1, queue: 0f8fad5b-d9cb-469f-a165-70867728950e, has_been_migrated: true}
      leaderboards:
        - title: Development
          key: development
          columns: [{title: Score, key: score, index: 0}]
        - title: Results
          key: results
          columns: [{title: Score, key: score, index: 0}]
      assay:
        files: {data.zip: {name: Flowers, is_public: true}}
      """;

  private static TestBundle rich() {
    return TestBundle.small().with("competition.yaml", RICH);
  }

  @Test
  void everything_is_said_again_as_it_was_and_imports_to_the_same_again() throws Exception {
    var first = id(imported.competition(rich()));
    var state = site.bean(CompetitionStates.class).withFiles(first).orElseThrow();
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
    assertThat(last.queue()).isEqualTo(QUEUE);
    assertThat(last.hasBeenMigrated()).isTrue();
    assertThat(said.leaderboard(said.phases().getFirst()).title()).isEqualTo("Development");

    var zip = temp.resolve("again.zip");
    new BundleWriter().writeZip(said, StoredSource.of(state, site.bean(Storage.class)), zip);
    CompetitionId second;
    try (var bytes = Files.newInputStream(zip)) {
      second = id(imported.competition(bytes));
    }
    assertThat(comparable(state(second))).isEqualTo(comparable(said));
  }

  @Test
  void a_plan_carries_all_of_it_and_the_way_back_does_too() throws Exception {
    var plain = TestBundle.small();
    var id = id(imported.competition(plain));
    var before = comparable(state(id));
    applied(plan(id, rich()));
    var rich = state(id);
    assertThat(rich.people().collaborators()).containsExactly("bob", "nobody-here");
    assertThat(rich.overview().report()).isNotNull();
    assertThat(rich.settings().allowRobotSubmissions()).isTrue();
    assertThat(rich.phases().getLast().extras().queue()).isEqualTo(QUEUE);
    assertThat(rich.leaderboard(rich.phases().getLast()).title()).isEqualTo("Results");
    assertThat(((NewTask) rich.tasks().getFirst()).extras().gpus()).isEqualTo(2);
    assertThat(plan(id, rich()).changes()).isEmpty();
    assertThat(standing("bob", id)).isEqualTo(Standing.ORGANISER);

    var back = plan(id, plain);
    assertThat(back.changes())
        .flatExtracting(Change::effects)
        .extracting(Change.Effect::text)
        .contains("These lose an organiser's rights: bob, nobody-here.");
    applied(back);
    assertThat(comparable(state(id))).isEqualTo(before);
    assertThat(standing("bob", id)).isNotEqualTo(Standing.ORGANISER);
  }

  @Test
  void whoever_is_on_the_list_takes_part_at_once_and_others_wait() throws Exception {
    var path = imported.competition(rich());
    publish(path);
    confirm("eve");
    assertThat(eve.page(path + "/join").text()).contains("as soon as you have joined");
    eve.join(path);
    assertThat(standing("eve", id(path))).isEqualTo(Standing.PARTICIPANT);
    var zoe = Browser.signedUp(site, "zoe" + id(path));
    zoe.join(path);
    assertThat(standing("zoe" + id(path), id(path))).isEqualTo(Standing.PENDING);

    var people = path + "/people";
    confirm("zoe" + id(path));
    assertThat(standing("zoe" + id(path), id(path))).isEqualTo(Standing.PENDING);
    bob.post(
        people, people + "/whitelist", "emails=zoe" + id(path) + "@example.org\nx@example.org");
    assertThat(standing("zoe" + id(path), id(path))).isEqualTo(Standing.PARTICIPANT);
    assertThat(bob.post(people, people + "/whitelist", "emails=no address").statusCode())
        .isEqualTo(422);
    assertThat(state(id(path)).people().whitelistEmails()).hasSize(2);
  }

  @Test
  void an_address_that_nobody_confirmed_lets_nobody_in_and_the_organiser_is_told()
      throws Exception {
    var path = imported.competition(rich().replacing("else@example.org", "zed@example.org"));
    publish(path);
    var zed = Browser.signedUp(site, "zed");
    assertThat(zed.page(path + "/join").text()).contains("one by one");
    zed.join(path);
    ann.post(path + "/people", path + "/people/whitelist", "emails=ZED@example.org");
    assertThat(standing("zed", id(path))).isEqualTo(Standing.PENDING);
    assertThat(ann.page(path + "/organise").text())
        .contains("On your list; the address is not confirmed");
    assertThat(zed.page("/account").text()).contains("not confirmed");

    assertThat(confirmed(Script.of(site, "zed"), "Zed", "zed@example.org")).isEqualTo(404);
    assertThat(confirmed(admin(), "Zed", "eve@example.org")).isEqualTo(404);
    assertThat(confirmed(admin(), "Zed", "")).isEqualTo(400);
    assertThat(standing("zed", id(path))).isEqualTo(Standing.PENDING);
    assertThat(confirmed(admin(), "Zed", "ZED@Example.org")).isEqualTo(200);
    assertThat(standing("zed", id(path))).isEqualTo(Standing.PARTICIPANT);
    assertThat(ann.page(path + "/organise").text()).doesNotContain("not confirmed");
    assertThat(zed.page("/account").text()).doesNotContain("not confirmed");
  }

  @Test
  void who_was_kept_out_stays_out_though_the_address_is_confirmed() throws Exception {
    var path = imported.competition(rich().replacing("else@example.org", "out@example.org"));
    publish(path);
    var out = Browser.signedUp(site, "out");
    out.join(path);
    ann.post(path + "/organise", path + "/participants/" + account("out").id() + "/deny");
    confirm("out");
    assertThat(standing("out", id(path))).isEqualTo(Standing.DENIED);
  }

  private static void confirm(String username) throws Exception {
    assertThat(confirmed(admin(), username, username + "@example.org")).isEqualTo(200);
  }

  private static int confirmed(Script by, String username, String email) throws Exception {
    var path = "/api/v1/accounts/" + username + "/confirmed-email";
    return by.json("PUT", path, Map.of("email", email)).statusCode();
  }

  private static Script admin() throws Exception {
    return Script.of(site, "admin", TestSite.ADMIN_PASSWORD);
  }

  @Test
  void organisers_are_made_and_unmade_and_a_stranger_does_not_find_the_page() throws Exception {
    var path = imported.competition(TestBundle.small());
    var people = path + "/people";
    assertThat(eve.get(people).statusCode()).isEqualTo(404);
    assertThat(ann.post(people, people, "username=nobody").statusCode()).isEqualTo(422);
    ann.post(people, people, "username=Bob");
    assertThat(standing("bob", id(path))).isEqualTo(Standing.ORGANISER);
    assertThat(bob.page(people).select("tbody tr").eachText())
        .hasSize(2)
        .first()
        .asString()
        .contains("Owner");
    bob.post(people, people + "/" + account("bob").id() + "/remove");
    assertThat(standing("bob", id(path))).isEqualTo(Standing.PARTICIPANT);
    ann.post(people, people + "/" + account("ann").id() + "/remove");
    assertThat(standing("ann", id(path))).isEqualTo(Standing.ORGANISER);
  }

  @Test
  void a_name_without_an_account_gives_nobody_rights_even_if_somebody_takes_it_later()
      throws Exception {
    var name = "later" + UUID.randomUUID().toString().substring(0, 8);
    var path = imported.competition(rich().replacing("nobody-here", name));
    Browser.signedUp(site, name);
    assertThat(standing(name, id(path))).isEqualTo(Standing.CANNOT_SEE);
    assertThat(ann.page(path + "/people").text()).contains(name);
    ann.post(path + "/people", path + "/people/forget", "username=" + name);
    assertThat(state(id(path)).people().collaborators()).containsExactly("bob");
  }

  @Test
  void a_robot_takes_part_where_robots_may_and_has_no_limits_there() throws Exception {
    var path = imported.competition(limited(true));
    publish(path);
    assertThat(standing("robbie", id(path))).isEqualTo(Standing.PARTICIPANT);
    for (var i = 0; i < 3; i++) {
      assertThat(submitted(robot, path, "answer.method=tree")).isEqualTo(303);
    }
    var elsewhere = imported.competition(limited(false));
    publish(elsewhere);
    assertThat(standing("robbie", id(elsewhere))).isEqualTo(Standing.VISITOR);
    jdbc()
        .sql(
            """
            insert into participant (competition_id, account_id, status, joined_at)
            values (:id, :robot, 'approved', now())
            """)
        .param("id", id(elsewhere).value())
        .param("robot", account("robbie").id().value())
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
    var path = imported.competition(limited(false));
    var page = ann.page(path + "/submit");
    assertThat(page.select("[name^=answer.]").eachAttr("name"))
        .containsExactly("answer.method", "answer.own");
    assertThat(page.select("select[name=answer.method] option").eachAttr("value"))
        .containsExactly("", "tree", "forest");
    assertThat(submitted(ann, path, "x=y")).isEqualTo(422);
    assertThat(submitted(ann, path, "answer.method=stone")).isEqualTo(422);
    assertThat(submitted(ann, path, "answer.method=tree")).isEqualTo(303);
    assertThat(
            jdbc()
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
    var page = ann.page(imported.competition(rich()));
    assertThat(page.select("aside dd").eachText())
        .contains("100 EUR", "ann@example.org", "https://example.org/paper.pdf");
    assertThat(page.select("aside dd a").eachAttr("href"))
        .contains("https://example.org/paper.pdf", "mailto:ann@example.org");
    var other =
        ann.page(
            imported.competition(
                rich().replacing("https://example.org/paper.pdf", "'javascript:alert(1)'")));
    assertThat(other.select("aside dd a").stream().map(Element::text))
        .noneMatch(text -> text.contains("alert"));
  }

  private static int submitted(Browser who, String path, String... fields) throws Exception {
    return who.uploadWith(path + "/submit", path + "/submit", "s.zip", TestBundle.program(), fields)
        .statusCode();
  }

  private static void publish(String path) throws Exception {
    ann.publish(path);
  }

  private static Standing standing(String username, CompetitionId id) {
    return site.bean(Competitions.class).standing(account(username), id);
  }

  private static Account account(String username) {
    return site.bean(Accounts.class).byUsername(username).orElseThrow();
  }

  private static CompetitionDefinition state(CompetitionId id) {
    return site.bean(CompetitionStates.class).withFiles(id).orElseThrow().definition();
  }

  /** Without the keys that are another one in each competition. */
  private static String comparable(CompetitionDefinition definition) {
    return dev.assay.bundle.writing.DefinitionYaml.write(definition)
        .replaceAll("key: \"?[0-9a-f-]{36}\"?", "key: K");
  }

  private static ChangePlan plan(CompetitionId id, TestBundle bundle) throws Exception {
    var zip = Files.createTempFile(temp, "bundle", ".zip");
    Files.write(zip, bundle.zip());
    try (var source = BundleSource.open(zip, ArchiveLimits.forBundles())) {
      var planned =
          site.bean(CompetitionChanges.class)
              .plan(
                  id,
                  new BundleReader(Clock.systemUTC()).read(source),
                  new Reason(account("ann").id(), Origin.BUNDLE, "bundle.zip"));
      return ((Planned.Ready) planned).plan();
    }
  }

  private static void applied(ChangePlan plan) {
    assertThat(site.bean(CompetitionChanges.class).apply(plan.id(), account("ann").id()))
        .isInstanceOf(Applied.Done.class);
  }

  private static JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  private static CompetitionId id(String path) {
    return new CompetitionId(Long.parseLong(path.replaceFirst(".*/", "")));
  }
}
