package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Goodbye;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.Json;
import dev.assay.contract.Paths;
import dev.assay.contract.Refusal;
import dev.assay.server.testing.TestSite;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a worker sees on the wire. */
class WorkerApiIT {
  @SuppressWarnings("NullAway.Init")
  private static TestSite site;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    site = TestSite.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private HttpResponse<String> post(String path, String token, Object body) throws Exception {
    return post(path, token, Json.MAPPER.writeValueAsString(body));
  }

  private HttpResponse<String> post(String path, String token, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(site.url().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static ClaimRequest claim() {
    return new ClaimRequest(RunsBed.info("lab-1"), 1, 0, List.of());
  }

  private static Refusal refusal(HttpResponse<String> response) {
    return Json.MAPPER.readValue(response.body(), Refusal.class);
  }

  @Test
  void a_wrong_token_is_refused_with_what_to_do() throws Exception {
    var response = post(Paths.CLAIM, "wrong", claim());

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(refusal(response).code()).isEqualTo("token-unknown");
    assertThat(refusal(response).message()).contains("queue's page");
  }

  @Test
  void nothing_to_do_is_no_content() throws Exception {
    assertThat(post(Paths.CLAIM, TestSite.WORKER_TOKEN, claim()).statusCode()).isEqualTo(204);
  }

  @Test
  void a_body_that_is_no_claim_is_malformed() throws Exception {
    for (var body : List.of("{", "null", "{}", "[]", "{\"worker\":{\"instance\":\"x\"}}")) {
      var response = post(Paths.CLAIM, TestSite.WORKER_TOKEN, body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(refusal(response).code()).isEqualTo("malformed");
    }
  }

  @Test
  void a_body_beyond_all_measure_is_too_large() throws Exception {
    var response = post(Paths.CLAIM, TestSite.WORKER_TOKEN, " ".repeat(2_000_000));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(refusal(response).code()).isEqualTo("too-large");
  }

  @Test
  void an_attempt_nobody_knows_is_a_lost_lease() throws Exception {
    var heartbeat = new Heartbeat(UUID.randomUUID(), Heartbeat.Activity.RUNNING, null, null, null);

    var response = post(Paths.heartbeat(4711), TestSite.WORKER_TOKEN, heartbeat);

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(refusal(response).code()).isEqualTo("lease-lost");
  }

  @Test
  void an_instance_that_nobody_knows_may_say_goodbye() throws Exception {
    var response = post(Paths.GOODBYE, TestSite.WORKER_TOKEN, new Goodbye(UUID.randomUUID()));

    assertThat(response.statusCode()).isEqualTo(204);
  }
}
