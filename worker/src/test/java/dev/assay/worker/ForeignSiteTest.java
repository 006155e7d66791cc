package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.assay.contract.Json;
import dev.assay.contract.codabench.RunArgs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage that stalls, and files that take their time. */
class ForeignSiteTest {
  private static final byte[] FILE = "all of it".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer storage;

  @BeforeEach
  void start() throws IOException {
    storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    storage.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    storage.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    storage.stop(0);
    http.close();
  }

  private String address() {
    return "http://127.0.0.1:" + storage.getAddress().getPort() + "/file?signature=x";
  }

  private ForeignSite site(Duration patience) {
    var args =
        Json.MAPPER.convertValue(
            StepMessages.least("http://127.0.0.1/api", UUID.randomUUID().toString(), false),
            RunArgs.class);
    return new ForeignSite(http, args, Duration.ofMillis(10), patience);
  }

  /** The first answer begins and never goes on. */
  private void stallOnce() {
    storage.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, FILE.length);
            if (asked.getAndIncrement() == 0) {
              exchange.getResponseBody().write(FILE, 0, 3);
              exchange.getResponseBody().flush();
              over.await();
              return;
            }
            exchange.getResponseBody().write(FILE);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void a_fetch_that_stalls_is_begun_again() throws Exception {
    stallOnce();
    var target = folder.resolve("file");

    site(Duration.ofSeconds(1)).get(address(), target);

    assertThat(target).hasBinaryContent(FILE);
    assertThat(asked).hasValueGreaterThan(1);
  }

  @Test
  void an_answer_that_never_ends_is_not_read_for_ever() throws IOException {
    storage.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
              exchange.getResponseBody().write(new byte[1 << 20]);
            }
          }
        });
    var file = Files.write(folder.resolve("file"), FILE);

    assertThatThrownBy(() -> site(Duration.ofSeconds(60)).put(address(), file, "text/plain"))
        .isInstanceOf(ForeignFailed.class)
        .hasMessageContaining("Could not store file");
  }

  @Test
  void the_larger_a_file_the_longer_it_may_take_to_be_stored() throws IOException {
    var patience = Duration.ofSeconds(1);
    var file = Files.write(folder.resolve("big"), new byte[3 << 20]);

    var storing = site(patience).storing(address(), file, "application/zip").build();

    assertThat(storing.timeout()).hasValue(patience.plusSeconds((3 << 20) / (32 << 10)));
  }
}
