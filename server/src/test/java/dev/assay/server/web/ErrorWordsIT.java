package dev.assay.server.web;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people and scripts read when a request cannot be answered at all. */
class ErrorWordsIT {
  private static TestSite site;

  @BeforeAll
  static void start() {
    site = TestSite.start("assay.roles=site");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static HttpResponse<String> send(String method, String path, String type, String body)
      throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(site.url().resolve(path))
              .header("Content-Type", type)
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static String error(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(body(answer).path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(body(answer)).as("nothing of the program's own").hasSize(2);
    return body(answer).path("error").asString();
  }

  @Test
  void a_script_that_nobody_is_behind_is_told_to_send_a_token() throws Exception {
    var answer = Script.ofNobody(site).get("/api/v1/datasets");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(error(answer)).contains("Authorization: Bearer", "account page");
  }

  @Test
  void a_body_that_is_no_json_is_refused_at_its_line() throws Exception {
    var broken = send("POST", "/api/v1/tokens", "application/json", "{\n  \"username\": oops}");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(error(broken)).contains("not the JSON", "line 2");
    var empty = send("POST", "/api/v1/tokens", "application/json", "");
    assertThat(error(empty)).contains("The body is missing");
    var text = send("POST", "/api/v1/tokens", "text/plain", "hello");
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(error(text)).contains("text/plain");
  }

  @Test
  void a_form_with_a_file_that_is_none_is_the_senders_mistake() throws Exception {
    var broken = send("POST", "/api/v1/tokens", "multipart/form-data", "no parts, no boundary");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(error(broken)).contains("no form with a file");
  }

  @Test
  void what_is_not_there_and_what_is_no_number_is_said() throws Exception {
    var ada = Script.signedUp(site, "ada");
    var nothing = ada.get("/api/v1/nothing");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(error(nothing)).contains("no such thing");
    var letters = ada.get("/api/v1/submissions/first");
    assertThat(letters.statusCode()).isEqualTo(400);
    assertThat(error(letters)).contains("“id” cannot be “first”");
    var method = ada.json("PUT", "/api/v1/tokens", "{}");
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(error(method)).contains("does not take PUT, but POST");
  }

  private static Document page(String path, int status) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(site.url().resolve(path))
                  .header("Accept", "text/html,*/*;q=0.8")
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(status);
      return Jsoup.parse(answer.body());
    }
  }

  @Test
  void a_page_says_the_same_in_the_sites_own_frame() throws Exception {
    var form = page("/queues/1/tokens", 405);
    assertThat(form.select("h1").text()).contains("nothing to see");
    assertThat(form.text()).contains("does not take GET, but POST");
    assertThat(form.select(".masthead")).hasSize(1);
    var letters = page("/submissions/first", 400);
    assertThat(letters.text()).contains("“id” cannot be “first”").doesNotContain("Exception");
    assertThat(page("/no-such-page", 404).text()).contains("There is no such page");
  }
}
