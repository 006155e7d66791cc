package dev.assay.server.routing;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may say by script where a competition runs, and what comes of it. */
class RoutingApiIT {
  private TestSite site;
  private Script organiser;
  private Script lab;
  private long competition;
  private String routing;

  @BeforeEach
  void start() throws Exception {
    site = TestSite.start("assay.roles=site");
    organiser = Script.signedUp(site, "organiser");
    lab = Script.signedUp(site, "lab");
    var path = new ImportedForTests(site, "organiser").competition(TestBundle.small());
    competition = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    routing = "/api/v1" + path + "/routing";
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static long queue(Script owner, String name) throws Exception {
    return body(owner.json("POST", "/api/v1/queues", Map.of("name", name))).path("id").asLong();
  }

  private static Map<String, Object> wanted(
      @Nullable Long queue, @Nullable Integer limit, Map<Long, Long> phases) {
    var body = new HashMap<String, Object>();
    body.put("queue", queue);
    body.put("parallelLimit", limit);
    body.put("phases", phases);
    return body;
  }

  private int put(Script who, Map<String, Object> wanted) throws Exception {
    return who.json("PUT", routing, wanted).statusCode();
  }

  private long phase() {
    return number("select id from phase where competition_id = :id");
  }

  private long number(String sql) {
    return site.bean(JdbcClient.class).sql(sql).param("id", competition).query(Long.class).single();
  }

  private void publish() throws Exception {
    assertThat(
            organiser
                .json("POST", "/api/v1/competitions/" + competition + "/publish", Map.of())
                .statusCode())
        .isLessThan(300);
  }

  @Test
  void an_organiser_chooses_a_queue_for_the_competition_and_another_for_a_phase() throws Exception {
    assertThat(body(organiser.get(routing)).path("queue").isNull()).as("the default").isTrue();
    long own = queue(organiser, "own");
    long second = queue(organiser, "second");

    var told = organiser.json("PUT", routing, wanted(own, 3, Map.of(phase(), second)));

    assertThat(told.statusCode()).isEqualTo(200);
    for (var now : List.of(body(told), body(organiser.get(routing)))) {
      assertThat(now.path("queue").asLong()).isEqualTo(own);
      assertThat(now.path("parallelLimit").asInt()).isEqualTo(3);
      assertThat(now.path("phases").path("" + phase()).asLong()).isEqualTo(second);
    }
    assertThat(site.bean(Routing.class).queueOf(new PhaseId(phase())).value()).isEqualTo(second);

    assertThat(put(organiser, wanted(null, null, Map.of()))).isEqualTo(200);
    var back = body(organiser.get(routing));
    assertThat(back.path("queue").isNull()).isTrue();
    assertThat(back.path("parallelLimit").isNull()).isTrue();
    assertThat(back.path("phases").isEmpty()).isTrue();
    assertThat(site.bean(Routing.class).queueOf(new PhaseId(phase())).value()).isEqualTo(1);
  }

  @Test
  void what_is_hidden_does_not_exist_for_strangers_and_participants_may_neither_read_nor_write()
      throws Exception {
    var stranger = Script.signedUp(site, "stranger");
    assertThat(stranger.get(routing).statusCode()).isEqualTo(404);
    assertThat(put(stranger, wanted(null, 1, Map.of()))).isEqualTo(404);
    assertThat(Script.ofNobody(site).get(routing).statusCode()).isEqualTo(401);
    assertThat(put(Script.ofNobody(site), wanted(null, 1, Map.of()))).isIn(401, 403);

    publish();
    var participant = Script.signedUp(site, "participant");
    participant.json(
        "POST", "/api/v1/competitions/" + competition + "/join", Map.of("acceptTerms", true));
    for (var other : List.of(stranger, participant)) {
      assertThat(other.get(routing).statusCode()).isEqualTo(403);
      assertThat(put(other, wanted(null, 1, Map.of()))).isEqualTo(403);
    }
    assertThat(number("select count(*) from competition where id = :id and parallel_limit is null"))
        .as("nothing has changed")
        .isEqualTo(1);
  }

  @Test
  void a_queue_of_somebody_else_can_be_chosen_only_while_it_is_shared_with_an_organiser()
      throws Exception {
    long labs = queue(lab, "of the lab");
    var refused = organiser.json("PUT", routing, wanted(labs, null, Map.of()));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(body(refused).path("error").asString())
        .isEqualTo(
            body(organiser.json("PUT", routing, wanted(999_999L, null, Map.of())))
                .path("error")
                .asString()
                .replace("999999", "" + labs));
    assertThat(put(organiser, wanted(null, null, Map.of(phase(), labs)))).isEqualTo(422);
    assertThat(body(organiser.get(routing)).path("queue").isNull()).isTrue();

    lab.put("/api/v1/queues/" + labs + "/shares/organiser");
    assertThat(put(organiser, wanted(labs, null, Map.of(phase(), labs)))).isEqualTo(200);
    assertThat(put(lab, wanted(labs, null, Map.of())))
        .as("who owns a queue does not organise what runs there")
        .isEqualTo(404);

    lab.delete("/api/v1/queues/" + labs + "/shares/organiser");
    var now = body(organiser.get(routing));
    assertThat(now.path("queue").isNull()).as("back at the default queue").isTrue();
    assertThat(now.path("phases").isEmpty()).isTrue();
    assertThat(put(organiser, wanted(labs, null, Map.of()))).isEqualTo(422);
  }

  @Test
  void one_with_whom_a_queue_is_shared_may_use_it_for_competitions_of_their_own_alone()
      throws Exception {
    long own = queue(organiser, "of the organiser");
    organiser.put("/api/v1/queues/" + own + "/shares/lab");
    publish();
    assertThat(lab.get(routing).statusCode()).isEqualTo(403);
    assertThat(put(lab, wanted(own, null, Map.of()))).isEqualTo(403);

    var path = new ImportedForTests(site, "lab").competition(TestBundle.small());
    var theirs = "/api/v1" + path + "/routing";
    assertThat(lab.json("PUT", theirs, wanted(own, null, Map.of())).statusCode()).isEqualTo(200);
    assertThat(body(lab.get(theirs)).path("queue").asLong()).isEqualTo(own);
  }

  @Test
  void nonsense_is_refused_with_what_is_wrong_and_nothing_is_changed() throws Exception {
    long own = queue(organiser, "own");
    var limit = organiser.json("PUT", routing, wanted(own, 0, Map.of()));
    assertThat(limit.statusCode()).isEqualTo(422);
    assertThat(body(limit).path("error").asString()).contains("parallelLimit", "got 0");
    var phase = organiser.json("PUT", routing, wanted(own, 2, Map.of(77_777L, own)));
    assertThat(phase.statusCode()).isEqualTo(422);
    assertThat(body(phase).path("error").asString()).contains("no phase 77777");
    assertThat(body(organiser.get(routing)).path("queue").isNull()).isTrue();
  }
}
