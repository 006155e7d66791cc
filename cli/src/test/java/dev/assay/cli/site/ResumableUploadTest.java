package dev.assay.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.cli.Stopped;
import dev.assay.cli.site.ResumableUpload.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sites to which no byte gets through. */
class ResumableUploadTest {
  @TempDir Path folder;
  private final AtomicInteger pieces = new AtomicInteger();
  private final String home = System.getProperty("user.home");
  private HttpServer site;

  @BeforeEach
  void start() throws IOException {
    // What is remembered of an upload lies in its user's cache.
    System.setProperty("user.home", folder.toString());
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    site.start();
  }

  @AfterEach
  void stop() {
    System.setProperty("user.home", home);
    site.stop(0);
  }

  /** Takes an upload on, and does this with its pieces. */
  private void answerPieces(Piece answer) {
    site.createContext(
        "/",
        exchange -> {
          try (exchange) {
            switch (exchange.getRequestMethod()) {
              case "POST" -> {
                exchange.getResponseHeaders().add("Location", "/api/v1/uploads/1");
                exchange.sendResponseHeaders(201, -1);
              }
              case "HEAD" -> {
                exchange.getResponseHeaders().add("Upload-Offset", "0");
                exchange.sendResponseHeaders(200, -1);
              }
              default -> {
                pieces.incrementAndGet();
                answer.give(exchange);
              }
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private interface Piece {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private void send() throws IOException {
    var file = Files.writeString(folder.resolve("bundle.zip"), "x".repeat(1000));
    var client = SiteClient.visiting(URI.create("http://127.0.0.1:" + site.getAddress().getPort()));
    new ResumableUpload(
            client, words -> {}, new Pace(Duration.ofSeconds(1), Duration.ofMillis(50), 1 << 20))
        .send(file, "bundle.zip", Map.of("purpose", "bundle"));
  }

  private void assertGivesUpWithoutHaste() {
    assertThatExceptionOfType(Stopped.class)
        .isThrownBy(this::send)
        .withMessageContaining("keeps breaking");
    assertThat(pieces).as("pieces that were tried").hasValueBetween(2, 10);
  }

  @Test
  void a_connection_that_breaks_at_each_piece_is_tried_with_pauses() {
    answerPieces(
        exchange -> {
          throw new IOException("the connection is cut");
        });
    assertGivesUpWithoutHaste();
  }

  @Test
  void a_site_that_always_wants_another_piece_is_given_up() {
    answerPieces(
        exchange -> {
          var words = "{\"error\": \"behind\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Upload-Offset", "0");
          exchange.sendResponseHeaders(409, words.length);
          exchange.getResponseBody().write(words);
        });
    assertGivesUpWithoutHaste();
  }

  @Test
  void a_connection_on_which_nothing_moves_any_more_is_left_for_another_one() {
    var never = new CountDownLatch(1);
    answerPieces(
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          never.await();
        });
    assertGivesUpWithoutHaste();
    never.countDown();
  }
}
