package dev.assay.server.submissions;

import static dev.assay.server.submissions.SubmissionsBed.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.contract.Step;
import dev.assay.server.testing.Browser;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scripts that ask once and are told when there is something to tell. */
class SubmissionWaitIT {
  private static SubmissionsBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new SubmissionsBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  private static HttpResponse<String> untilFinal(Browser who, long submission) throws Exception {
    return who.get("/api/v1/submissions/" + submission + "?wait=30&until=final");
  }

  private static String line(Browser who, long submission) throws Exception {
    return state(who, submission).path("line").asString();
  }

  @Test
  void who_waits_for_the_end_hears_nothing_of_the_way_there() throws Exception {
    var competition = bed.competition("");
    var ada = bed.participant(competition);
    var submission = bed.submit(ada, competition);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer = threads.submit(() -> untilFinal(ada, submission));
      var order = bed.claimed();
      assertThat(line(ada, submission)).contains("Running the prediction");
      var _ = bed.worker.heartbeat(order, Step.SCORE);
      assertThat(line(ada, submission)).contains("Running the scoring");
      assertThat(answer.isDone()).isFalse();

      bed.worker.scored(order, "1");

      var told = Json.MAPPER.readTree(answer.get().body());
      assertThat(told.path("state").asString()).isEqualTo("finished");
      assertThat(told.path("scores").size()).isEqualTo(1);
    }
  }

  @Test
  void what_has_ended_is_told_at_once_and_others_are_told_nothing() throws Exception {
    var competition = bed.competition("");
    var ada = bed.participant(competition);
    var submission = bed.submit(ada, competition);
    var stranger = bed.participant(competition);

    assertThat(untilFinal(stranger, submission).statusCode()).isEqualTo(404);
    bed.worker.scored(bed.claimed(), "1");
    assertThat(untilFinal(ada, submission).body()).contains("\"state\":\"finished\"");
  }
}
