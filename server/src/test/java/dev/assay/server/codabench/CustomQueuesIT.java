package dev.assay.server.codabench;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.codabench.CeleryTask;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.TestBundle;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is submitted runs in the queue that the organiser gave its competition or its phase. */
class CustomQueuesIT {
  private static BrokerBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new BrokerBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void what_a_competition_submits_runs_in_the_queue_it_was_given() throws Exception {
    var queue = MadeQueue.of(bed.owner, "lab");
    var url = queue.connect();
    var form = bed.competition + "/queue";
    bed.owner.post(form, form, "queue=" + queue.id());
    var submission = bed.submit();

    try (var connection = bed.rabbit.connect(url);
        var channel = connection.createChannel()) {
      var message =
          await()
              .ignoreExceptions()
              .until(() -> channel.basicGet(CeleryTask.QUEUE, true), found -> found != null);
      var task = CeleryTask.read(message.getProps().getHeaders(), message.getBody());
      assertThat(task.args().id()).isEqualTo(submission);
      assertThat(bed.claim(task.args().secret()).statusCode()).isEqualTo(200);
    }
    var refused = bed.owner.post(queue.page(), queue.page() + "/delete");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Small");
    bed.owner.post(form, form, "queue=");
    bed.clear();
  }

  @Test
  void what_waits_goes_along_to_another_queue() throws Exception {
    var queue = MadeQueue.of(bed.owner, "elsewhere");
    var submission = bed.submit();
    var form = bed.competition + "/queue";
    bed.owner.post(form, form, "queue=" + queue.id());
    assertThat(
            bed.jdbc()
                .sql("select queue_id from evaluation where submission_id = :id")
                .param("id", submission)
                .query(Long.class)
                .single())
        .isEqualTo(queue.id());
    bed.owner.post(form, form, "queue=");
    bed.clear();
  }

  @Test
  void a_phase_runs_in_a_queue_of_its_own_and_the_page_shows_it() throws Exception {
    var queue = MadeQueue.of(bed.owner, "of a phase");
    var form = bed.competition + "/queue";
    var phase = bed.owner.page(form).select("select[name^=phase-]").attr("name");
    bed.owner.post(form, form, phase + "=" + queue.id());
    var submission = bed.submit();

    assertThat(queueOf(submission)).isEqualTo(queue.id());
    assertThat(bed.owner.page(form).select("select[name^=phase-] option[selected]").text())
        .contains("of a phase");
    assertThat(bed.owner.page(queue.page()).text()).contains("Small, phase");
    bed.owner.post(form, form, phase + "=");
    assertThat(queueOf(submission)).as("what waits goes along").isNotEqualTo(queue.id());
    bed.clear();
  }

  private static long queueOf(long submission) {
    return bed.jdbc()
        .sql("select queue_id from evaluation where submission_id = :id")
        .param("id", submission)
        .query(Long.class)
        .single();
  }

  @Test
  void a_participants_limit_is_set_on_a_page_and_holds_for_messages_too() throws Exception {
    var form = bed.competition + "/queue";
    assertThat(bed.owner.post(form, form, "limit=0").statusCode()).isEqualTo(400);
    bed.owner.post(form, form, "limit=1");
    assertThat(bed.owner.page(form).select("input[name=limit]").attr("value")).isEqualTo("1");
    var first = bed.submit();
    var second = bed.submit();

    var taken = bed.take();
    assertThat(taken.args().id()).isEqualTo(first);
    var run = new Transcript(bed);
    run.take(taken);
    assertThat(run.patch("status=Running & status_details=ingestion_hostname-gpu-7"))
        .isEqualTo(200);
    assertThat(bed.participant.page("/submissions/" + second).text())
        .contains("as may at once in this competition");
    await().during(1, TimeUnit.SECONDS).until(() -> bed.waitingMessages() == 0);

    bed.owner.post(form, form, "limit=");
    assertThat(bed.take().args().id()).isEqualTo(second);
    bed.clear();
  }

  @Test
  void a_bundle_names_a_queue_by_its_key() throws Exception {
    var queue = MadeQueue.of(bed.owner, "of a bundle");
    var bundle =
        TestBundle.small().replacing("docker_image:", "queue: " + queue.key() + "\ndocker_image:");
    var competition = new ImportedForTests(bed.site, "owner").competition(bundle);
    assertThat(bed.owner.page(competition + "/queue").select("option[selected]").eachText())
        .contains("of a bundle");
    assertThatThrownBy(() -> new ImportedForTests(bed.site, "participant").competition(bundle))
        .as("it is nobody else's to use")
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("no queue with the key");
  }
}
