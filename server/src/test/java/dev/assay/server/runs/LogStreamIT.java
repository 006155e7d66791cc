package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.contract.LogStream;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live log over HTTP, as a browser reads it. */
class LogStreamIT {
  private final HttpClient http = HttpClient.newHttpClient();
  private TestSite site;
  private HandWorker worker;
  private long submission;
  private String token;

  @BeforeEach
  void start() throws Exception {
    site = TestSite.start();
    var owner = Browser.signedUp(site, "owner");
    var competition = new ImportedForTests(site, "owner").competition(TestBundle.small());
    var uploaded =
        owner.upload("/account", competition + "/submit", "mine.zip", TestBundle.small().zip());
    submission = Long.parseLong(uploaded.uri().getPath().replaceAll(".*/", ""));
    worker = new HandWorker(site, "lab-1");
    token = token();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String token() throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(site.url().resolve("/api/v1/tokens"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"username\":\"owner\",\"password\":\"correct horse battery\",\"name\":\"t\"}"))
                .build(),
            BodyHandlers.ofString());
    return Json.MAPPER.readTree(answer.body()).path("token").asString();
  }

  private HttpResponse<Stream<String>> follow(String lastEventId) throws Exception {
    var request =
        HttpRequest.newBuilder(
                site.url().resolve("/submissions/" + submission + "/log/stream?after=0"))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return http.send(request.build(), BodyHandlers.ofLines());
  }

  @Test
  void a_reader_whose_connection_broke_goes_on_behind_the_last_event_it_got() throws Exception {
    var order = worker.claim().orElseThrow();
    worker.log(order, LogStream.PREDICT_PROGRAM_STDOUT, 0, 0, "epoch 1\n");
    var first = new ArrayList<String>();
    try (var lines = follow("").body()) {
      for (var line = lines.iterator(); line.hasNext(); ) {
        first.add(line.next());
        if (first.getLast().contains("epoch 1")) {
          break;
        }
      }
    }
    var lastId =
        first.stream()
            .filter(line -> line.startsWith("id:"))
            .map(line -> line.substring(3).strip())
            .reduce("", (one, next) -> next);
    assertThat(lastId).matches("\\d+");

    worker.log(order, LogStream.PREDICT_PROGRAM_STDOUT, 1, 8, "epoch 2\n");
    worker.scored(order, "0.5");

    var again = follow(lastId);
    assertThat(again.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    List<String> rest;
    try (var lines = again.body()) {
      rest = lines.toList();
    }
    assertThat(rest)
        .anyMatch(line -> line.contains("epoch 2"))
        .noneMatch(line -> line.contains("epoch 1"))
        .anyMatch(line -> line.contains("event:end"));
  }

  @Test
  void a_stranger_learns_nothing_of_a_log() throws Exception {
    var stranger = Browser.signedUp(site, "stranger");

    assertThat(stranger.get("/submissions/" + submission + "/log/stream").statusCode())
        .isEqualTo(404);
  }
}
