package dev.assay.server.testing;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A real RabbitMQ for this JVM, started by the project's script when first asked for and ended with
 * the JVM. Tests share it; each has a virtual host of its own.
 */
public final class RabbitMq {
  private static final Path SCRIPT = Path.of("..", "deploy", "scripts", "rabbitmq.sh");

  private final Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private URI amqp = URI.create("amqp://nowhere");
  private URI management = URI.create("http://nowhere");

  private RabbitMq(Path folder) {
    this.folder = folder;
  }

  private static final class Shared {
    static final RabbitMq BROKER = create();
  }

  public static RabbitMq shared() {
    return Shared.BROKER;
  }

  private static RabbitMq create() {
    try {
      var broker =
          new RabbitMq(
              Files.createTempDirectory(
                  Files.createDirectories(Path.of("target", "rabbitmq").toAbsolutePath()), "node"));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::kill));
      broker.start();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, or starts it again with what it kept. */
  public void start() {
    var addresses = script("start");
    amqp = URI.create(addresses.get(0));
    management = URI.create(addresses.get(1));
  }

  /** Ends it by force. */
  public void kill() {
    script("kill");
  }

  private List<String> script(String command) {
    try {
      var process =
          new ProcessBuilder(SCRIPT.toString(), command, folder.toString())
              .redirectError(folder.resolve("script.log").toFile())
              .start();
      var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(
            "rabbitmq.sh %s failed: %s. Is rabbitmq-server installed? deploy/scripts/rabbitmq.sh install"
                .formatted(command, Files.readString(folder.resolve("script.log"))));
      }
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where a site logs in whose default queue is at this virtual host. */
  public String url(String vhost) {
    return amqp + URLEncoder.encode(vhost, StandardCharsets.UTF_8);
  }

  public URI management() {
    return management;
  }

  /** Makes a virtual host of its own for a test. */
  public String vhost() {
    var name = "test-" + UUID.randomUUID();
    makeVhost(name);
    return name;
  }

  public void makeVhost(String name) {
    manage("PUT", "/api/vhosts/" + name, "");
    manage(
        "PUT",
        "/api/permissions/" + name + "/assay",
        "{\"configure\": \".*\", \"write\": \".*\", \"read\": \".*\"}");
  }

  /** With all queues and messages in it. */
  public void deleteVhost(String name) {
    manage("DELETE", "/api/vhosts/" + name, "");
  }

  /** Calls the management API. */
  public HttpResponse<String> manage(String method, String path, String body) {
    var login = amqp.getUserInfo().getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(management.resolve(path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The status that somebody else gets from the management API. */
  public int manageAs(String user, String password, String path) {
    var login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(management.resolve(path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Connection connect(String url) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(url.replaceFirst("^py", ""));
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }
}
