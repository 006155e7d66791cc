package dev.assay.worker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real RabbitMQ of a test's own, started by the project's script. */
final class RabbitNode implements AutoCloseable {
  private static final Path SCRIPT = Path.of("..", "deploy", "scripts", "rabbitmq.sh");

  private final Path folder;
  private final URI amqp;

  private RabbitNode(Path folder) {
    this.folder = folder;
    this.amqp = URI.create(script("start").lines().findFirst().orElseThrow());
  }

  static RabbitNode start() throws IOException {
    var all = Files.createDirectories(Path.of("target", "rabbitmq").toAbsolutePath());
    return new RabbitNode(Files.createTempDirectory(all, "node"));
  }

  /** With the default virtual host, as Celery writes it. */
  String url() {
    return amqp.toString();
  }

  Connection connect() throws Exception {
    var factory = new ConnectionFactory();
    var login = amqp.getUserInfo().split(":");
    factory.setHost(amqp.getHost());
    factory.setPort(amqp.getPort());
    factory.setUsername(login[0]);
    factory.setPassword(login[1]);
    return factory.newConnection();
  }

  private String script(String command) {
    try {
      var process =
          new ProcessBuilder(SCRIPT.toString(), command, folder.toString())
              .redirectError(folder.resolve("script.log").toFile())
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("script.log")));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    script("kill");
  }
}
