package dev.assay.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A RabbitMQ of the test's own, started by the project's script. */
final class Rabbit implements AutoCloseable {
  private final Path folder;
  private final String amqp;
  private final URI management;

  private Rabbit(Path folder) {
    this.folder = folder;
    var addresses = script("start");
    this.amqp = addresses.get(0);
    this.management = URI.create(addresses.get(1));
  }

  static Rabbit start() {
    try {
      var all = Files.createDirectories(Path.of("target", "rabbitmq").toAbsolutePath());
      return new Rabbit(Files.createTempDirectory(all, "node"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> script(String command) {
    var script = Home.FOLDER.resolve("deploy/scripts/rabbitmq.sh");
    try {
      var process =
          new ProcessBuilder(script.toString(), command, folder.toString())
              .redirectError(folder.resolve("script.log").toFile())
              .start();
      var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("script.log")));
      }
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI management() {
    return management;
  }

  /** The address of a virtual host, which is made if there is none. */
  String vhost(String name) {
    manage("PUT", "/api/vhosts/" + name, "{}");
    manage(
        "PUT",
        "/api/permissions/" + name + "/assay",
        "{\"configure\": \".*\", \"write\": \".*\", \"read\": \".*\"}");
    return amqp + name;
  }

  /** Puts a message of no sense into a virtual host's queue. */
  void publish(String vhost, String payload) {
    manage(
        "POST",
        "/api/exchanges/" + vhost + "/amq.default/publish",
        """
        {"properties": {}, "routing_key": "compute-worker", "payload": "%s", "payload_encoding": "string"}
        """
            .formatted(payload));
  }

  private void manage(String method, String path, String body) {
    var login = URI.create(amqp).getUserInfo().getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(management.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IllegalStateException("RabbitMQ answers %d to %s".formatted(status, path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it by force, and starts it again with what it kept. */
  void restart() {
    script("kill");
    script("start");
  }

  @Override
  public void close() {
    script("kill");
  }
}
