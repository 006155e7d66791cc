package dev.assay.server.codabench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.QueueChoices;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who sees a queue and may let competitions run in it, and how many one may have. */
class QueueSharingIT {
  private static BrokerBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new BrokerBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  private static AccountId account(String username) {
    return bed.jdbc()
        .sql("select id from account where username = :username")
        .param("username", username)
        .query((row, _) -> new AccountId(row.getLong(1)))
        .single();
  }

  @Test
  void others_see_a_private_queue_once_it_is_shared_and_never_its_secrets() throws Exception {
    var queue = MadeQueue.of(bed.owner, "shared");
    queue.connect();
    var friend = Browser.signedUp(bed.site, "friend");
    assertThat(friend.get(queue.page()).statusCode()).isEqualTo(404);

    bed.owner.post(queue.page(), queue.page() + "/shares", "username=friend");
    var seen = friend.get(queue.page());
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.body()).doesNotContain("pyamqp").doesNotContain("Make token");
    assertThat(friend.get("/api/v1" + queue.page()).body()).doesNotContain("\"vhost\"");
    assertThat(friend.post("/account", queue.page() + "/connection").statusCode()).isEqualTo(403);
    assertThat(friend.post("/account", queue.page() + "/delete").statusCode()).isEqualTo(403);
    var limit = "/api/v1" + queue.page() + "/parallel-limit";
    var told = Script.of(bed.site, "owner").json("PUT", limit, Map.of("limit", 0));
    assertThat(told.statusCode()).isEqualTo(400);
    assertThat(Script.body(told).path("error").asString()).contains("a number from 1");

    bed.owner.post(queue.page(), queue.page() + "/shares/" + account("friend") + "/remove");
    assertThat(friend.get(queue.page()).statusCode()).isEqualTo(404);
  }

  @Test
  void a_queue_that_its_owner_renames_or_shares_with_others_keeps_what_runs_there()
      throws Exception {
    var helper = Browser.signedUp(bed.site, "helper");
    var queue = MadeQueue.of(helper, "of a helper");
    bed.jdbc()
        .sql(
            """
            insert into competition_organiser (competition_id, account_id)
            select :competition, id from account where username = 'helper'""")
        .param("competition", Long.parseLong(bed.competition.replaceAll("\\D", "")))
        .update();
    var form = bed.competition + "/queue";
    helper.post(form, form, "queue=" + queue.id());
    helper.post(queue.page(), queue.page() + "/settings", "name=renamed");
    helper.post(queue.page(), queue.page() + "/shares", "username=participant");
    helper.post(queue.page(), queue.page() + "/shares/" + account("participant") + "/remove");

    assertThat(bed.owner.page(form).select("option[selected]").eachText()).contains("renamed");
    bed.owner.post(form, form, "queue=");
  }

  @Test
  void the_editor_offers_what_may_be_used_shared_queues_too_and_nothing_else() throws Exception {
    var queue = MadeQueue.of(bed.owner, "lent");
    var guest = Browser.signedUp(bed.site, "guest");
    var choices = bed.site.bean(QueueChoices.class);
    var account = account("guest");
    var key = queue.key();
    assertThat(choices.of(account)).extracting(QueueChoices.Choice::key).doesNotContain(key);
    assertThat(choices.mayBeUsed(key, account)).isFalse();

    bed.owner.post(queue.page(), queue.page() + "/shares", "username=guest");
    assertThat(choices.of(account)).extracting(QueueChoices.Choice::key).contains(key);
    assertThat(choices.mayBeUsed(key, account)).isTrue();
    assertThat(guest.get(queue.page()).statusCode()).isEqualTo(200);
  }

  @Test
  void nobody_lets_a_competition_run_in_a_queue_that_is_not_theirs_to_use() throws Exception {
    var stranger = Browser.signedUp(bed.site, "stranger");
    var id = MadeQueue.of(stranger, "of a stranger").id();
    var form = bed.competition + "/queue";
    var refused = bed.owner.post(form, form, "queue=" + id);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("There is no such queue, or you may not use it.");
    var script = Script.of(bed.site, "owner");
    var told = script.json("PUT", "/api/v1" + bed.competition + "/routing", Map.of("queue", id));
    assertThat(told.statusCode()).isEqualTo(422);
    assertThat(Script.body(told).path("error").asString()).contains("you may not use it");
    assertThat(stranger.get(form).statusCode()).isIn(403, 404);
  }

  @Test
  void an_account_owns_a_bounded_number_of_queues() throws Exception {
    var hoarder = Browser.signedUp(bed.site, "hoarder");
    for (int i = 0; i < 20; i++) {
      var made = hoarder.postJson("/queues", "/api/v1/queues", "{\"name\": \"q" + i + "\"}");
      if (made.statusCode() == 403) {
        assertThat(made.body()).contains("as many as one may have");
        return;
      }
    }
    throw new AssertionError("There is no limit");
  }
}
