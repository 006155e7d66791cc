package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A Codabench site gets the scores of a submission once, and those only that are numbers. */
class CodabenchScoresIT extends AtCodabenchSite {

  @Test
  void the_scoring_step_waits_for_predictions_and_posts_scores_at_the_end() throws IOException {
    site.latePredictions.add(CodabenchSite.NOT_THERE);
    site.latePredictions.add(new byte[0]);
    site.holds("prediction_result", WorkerLab.zip(Map.of("answer.txt", "42")));
    lab.runs(
        "score",
        process -> {
          process.out(process.read("/app/input/res/answer.txt"));
          process.out(process.read("/app/input/ref/truth.txt"));
          process.write("/app/output/scores.json", "{\"accuracy\": 0.75}");
          process.write("/app/output/detailed_results.html", "<p>page</p>");
          return 0;
        });
    lab.start();
    celery.publish(messages.score());
    assertSaid("score");
  }

  /** A scoring step that leaves these scores. */
  private void score(String json) throws IOException {
    site.holds("prediction_result", WorkerLab.zip(Map.of("answer.txt", "42")));
    lab.runs(
        "score",
        process -> {
          process.write("/app/output/scores.json", json);
          return 0;
        });
    lab.start();
    celery.publish(messages.score());
  }

  private List<String> ending() {
    return site.transcript().stream()
        .dropWhile(line -> !line.contains("status=Finished"))
        .map(line -> line.replaceAll("/api/\\w+/17/ ", ""))
        .toList();
  }

  private void awaitEnding(String... calls) {
    await().untilAsserted(() -> assertThat(ending()).containsExactly(calls));
  }

  @Test
  void scores_that_arrived_though_the_site_failed_are_not_added_again() throws IOException {
    site.keepsScoresAndFails = true;
    site.scoreAnswers.add(500);
    score("{\"accuracy\": 0.75}");
    awaitEnding(
        "PATCH status=Finished -> 200", "POST {\"accuracy\":0.75}", "PATCH status=Finished -> 200");
  }

  @Test
  void scores_that_did_not_arrive_are_posted_again() throws IOException {
    site.scoreAnswers.add(502);
    score("{\"accuracy\": 0.75}");
    awaitEnding(
        "PATCH status=Finished -> 200",
        "POST {\"accuracy\":0.75}",
        "PATCH status=Finished -> 200",
        "POST {\"accuracy\":0.75}");
  }

  @Test
  void scores_that_the_site_never_takes_end_the_submission_and_the_message_is_not_given_back()
      throws IOException {
    site.scoreAnswers.addAll(List.of(500, 500, 500));
    score("{\"accuracy\": 0.75}");
    awaitLine("PATCH /api/submissions/17/ status=Failed");
    assertThat(ending()).filteredOn(line -> line.startsWith("POST")).hasSize(3);
    assertThat(ending().getLast()).contains("The site did not take the scores", "HTTP 500");
    await().until(() -> celery.waiting() == 0);
  }

  @Test
  void a_worker_that_scores_again_what_another_posted_adds_nothing() throws Exception {
    site.hasScores("{\"accuracy\": 0.75}");
    score("{\"accuracy\": 0.75}");
    awaitLine("PATCH /api/submissions/17/ status=Finished");
    lab.stop(Duration.ofSeconds(10));
    assertThat(site.transcript()).noneMatch(line -> line.startsWith("POST"));
  }

  @Test
  void what_is_no_number_is_left_out_since_the_site_alone_knows_its_columns() throws IOException {
    score(
        """
        {"accuracy": 0.75, "per_class": [1, 2], "note": "none", "text": "0.5", "wide": 1e300, "nan": NaN}""");
    awaitLine("POST");
    assertThat(site.transcript())
        .filteredOn(line -> line.startsWith("POST"))
        .singleElement()
        .asString()
        .contains("\"accuracy\":0.75", "\"text\":0.5")
        .doesNotContain("per_class", "note", "wide", "nan");
  }

  @Test
  void scores_of_which_none_is_a_number_fail_and_say_why() throws IOException {
    score("{\"accuracy\": NaN}");
    awaitLine("PATCH /api/submissions/17/ status=Failed");
    assertThat(site.transcript().getLast()).contains("Could not decode scores", "not finite");
  }

  @Test
  void a_scorer_without_scores_is_told_as_such() throws IOException {
    site.holds("prediction_result", WorkerLab.zip(Map.of("answer.txt", "42")));
    lab.runs("score", process -> 0);
    lab.start();
    celery.publish(messages.score());
    assertSaid("score-missing");
  }
}
