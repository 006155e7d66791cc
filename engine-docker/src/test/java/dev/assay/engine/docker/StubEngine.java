package dev.assay.engine.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.SandboxSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** An engine that answers as a test wants, for what a real one cannot be made to do. */
final class StubEngine implements AutoCloseable {
  /** A container with nothing out of the ordinary. */
  static final SandboxSpec SPEC =
      new SandboxSpec(
          new ResolvedImage("python:3.11", "sha256:1"),
          List.of("python3", "main.py"),
          "/app/program",
          Map.of(),
          List.of(),
          new SandboxSpec.Limits(1 << 30, 1, 100, 1 << 20, 1 << 20),
          SandboxSpec.Network.NONE,
          false,
          SandboxSpec.User.UNPRIVILEGED,
          Map.of(),
          List.of());

  private static final Identity.Ids NOBODY = new Identity.Ids(65534, 65534);

  /** Whom its containers run as. */
  static final Identity IDENTITY = new Identity(NOBODY, NOBODY, false);

  private final HttpServer server;
  private final DockerApi api;

  /**
   * @param handler answers every call, several at once
   */
  StubEngine(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", handler);
    server.start();
    api =
        DockerApi.connect(
            new EngineAddress(URI.create("tcp://127.0.0.1:" + server.getAddress().getPort())));
  }

  DockerApi api() {
    return api;
  }

  static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      var bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    api.close();
    server.stop(0);
  }
}
