package dev.assay.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An image registry on the loopback that promises every image and never gives one. */
final class HangingRegistry implements AutoCloseable {
  private final HttpServer server;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  private HangingRegistry(HttpServer server) {
    this.server = server;
    server.createContext("/v2/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  static HangingRegistry start() throws IOException {
    return new HangingRegistry(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/v2/")) {
      asked.countDown();
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  String image(String name) {
    return "127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  /** Returns once somebody waits for an image. */
  void awaitPull() throws InterruptedException {
    if (!asked.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("Nobody asked for an image");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
