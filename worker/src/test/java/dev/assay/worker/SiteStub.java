package dev.assay.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contract.AttemptResult;
import dev.assay.contract.BlobLink;
import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Goodbye;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.Json;
import dev.assay.contract.LogChunk;
import dev.assay.contract.Paths;
import dev.assay.contract.PredictionsStored;
import dev.assay.contract.Refusal;
import dev.assay.contract.Release;
import dev.assay.contract.RunOrder;
import dev.assay.contract.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A site as far as a worker sees it, faithful to the contract: one holder per attempt by its token,
 * chunks idempotent by number and taken even without a lease, results accepted once.
 */
final class SiteStub implements AutoCloseable {
  static final String TOKEN = "secret";

  private final BlockingQueue<RunOrder> waiting = new LinkedBlockingQueue<>();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
  private final Map<Long, AttemptAtSite> attempts = new ConcurrentHashMap<>();
  private final List<String> fetched = new CopyOnWriteArrayList<>();
  final List<ClaimRequest> claims = new CopyOnWriteArrayList<>();
  final List<UUID> goodbyes = new CopyOnWriteArrayList<>();

  /** So many of the next PUTs are cut off after the first bytes. */
  final AtomicInteger cutUploads = new AtomicInteger();

  /** So many of the next downloads end early. */
  final AtomicInteger cutDownloads = new AtomicInteger();

  /** While it is closed, downloads stand still halfway. */
  volatile CountDownLatch downloadsGoOn = new CountDownLatch(0);

  /** Downloads that are halfway through. */
  final AtomicInteger downloadsHalfway = new AtomicInteger();

  /** So many of the next results are taken, but the answer never arrives. */
  final AtomicInteger lostAnswers = new AtomicInteger();

  volatile boolean logsAreDown;

  /** What a worker has to show. */
  volatile String token = TOKEN;

  /** Runs before a run is given out. */
  volatile Runnable beforeOrder = () -> {};

  private HttpServer server;
  private final int port;

  SiteStub() throws IOException {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  private HttpServer listen(int wanted) throws IOException {
    var listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    listening.createContext("/", this::handle);
    listening.start();
    return listening;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Nobody answers any more, and what was being answered breaks off. */
  void goDown() {
    server.stop(0);
  }

  void comeBack() throws IOException {
    server = listen(port);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  BlobLink blob(String name, byte[] content) {
    var id = UUID.randomUUID().toString();
    blobs.put(id, content);
    return new BlobLink(
        "/storage/" + id + "?signature=x", content.length, Sha256.hex(content), name);
  }

  AttemptAtSite give(RunOrder order) {
    var attempt = new AttemptAtSite(order);
    attempts.put(order.attempt(), attempt);
    waiting.add(order);
    return attempt;
  }

  /** What was stored under a link of this name. */
  byte[] upload(String name) {
    return Objects.requireNonNull(uploads.get(name), "nothing stored as " + name);
  }

  boolean hasUpload(String name) {
    return uploads.containsKey(name);
  }

  long fetchCount() {
    return fetched.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (path.startsWith("/storage/")) {
        storage(exchange, path.substring("/storage/".length()));
        return;
      }
      if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, new Refusal("token-unknown", "This token is not known."));
        return;
      }
      api(exchange, path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void storage(HttpExchange exchange, String id) throws IOException, InterruptedException {
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      answer(exchange, 400, new Refusal("malformed", "A storage must not see the token"));
      return;
    }
    if (exchange.getRequestMethod().equals("PUT")) {
      put(exchange, id);
      return;
    }
    var content = blobs.get(id);
    if (content == null) {
      answer(exchange, 403, new Refusal("expired", "This link has expired."));
      return;
    }
    fetched.add(id);
    exchange.sendResponseHeaders(200, content.length);
    if (cutDownloads.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      exchange.getResponseBody().write(content, 0, content.length / 2);
      throw new IOException("cut off");
    }
    exchange.getResponseBody().write(content, 0, content.length / 2);
    exchange.getResponseBody().flush();
    downloadsHalfway.incrementAndGet();
    downloadsGoOn.await();
    exchange
        .getResponseBody()
        .write(content, content.length / 2, content.length - content.length / 2);
  }

  private void put(HttpExchange exchange, String name) throws IOException {
    if (cutUploads.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      exchange.getRequestBody().read();
      throw new IOException("cut off");
    }
    uploads.put(name, exchange.getRequestBody().readAllBytes());
    exchange.sendResponseHeaders(200, -1);
  }

  private void api(HttpExchange exchange, String path) throws IOException, InterruptedException {
    if (path.equals(Paths.CLAIM)) {
      claim(exchange);
      return;
    }
    if (path.equals(Paths.GOODBYE)) {
      goodbyes.add(read(exchange, Goodbye.class).instance());
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    var parts = path.substring(Paths.BASE.length()).split("/");
    var attempt = attempts.get(Long.parseLong(parts[2]));
    if (attempt == null) {
      answer(exchange, 404, new Refusal("lease-lost", "No such attempt."));
      return;
    }
    switch (parts[3]) {
      case "heartbeat" -> heartbeat(exchange, attempt);
      case "logs" -> logs(exchange, attempt);
      case "predictions" -> predictions(exchange, attempt);
      case "result" -> result(exchange, attempt);
      case "release" -> release(exchange, attempt);
      default -> answer(exchange, 404, new Refusal("malformed", "No such call."));
    }
  }

  private void claim(HttpExchange exchange) throws IOException, InterruptedException {
    var request = read(exchange, ClaimRequest.class);
    claims.add(request);
    var order =
        request.freeSlots() < 1 ? null : waiting.poll(request.waitSeconds(), TimeUnit.SECONDS);
    if (order == null) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    if (goodbyes.contains(request.worker().instance())) {
      // It hung up: whoever comes next gets it.
      waiting.add(order);
      return;
    }
    beforeOrder.run();
    answer(exchange, 200, order);
  }

  private void heartbeat(HttpExchange exchange, AttemptAtSite attempt) throws IOException {
    var heartbeat = read(exchange, Heartbeat.class);
    var reply = attempt.heard(heartbeat);
    if (reply.isPresent()) {
      answer(exchange, 200, reply.get());
      return;
    }
    answer(exchange, 409, new Refusal("lease-lost", "Another worker has this run."));
  }

  private void logs(HttpExchange exchange, AttemptAtSite attempt) throws IOException {
    var chunk = read(exchange, LogChunk.class);
    if (logsAreDown) {
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    attempt.heard(chunk);
    exchange.sendResponseHeaders(204, -1);
  }

  private void predictions(HttpExchange exchange, AttemptAtSite attempt) throws IOException {
    attempt.heard(read(exchange, PredictionsStored.class));
    exchange.sendResponseHeaders(204, -1);
  }

  private void result(HttpExchange exchange, AttemptAtSite attempt) throws IOException {
    var result = read(exchange, AttemptResult.class);
    if (!attempt.accepts(result)) {
      answer(exchange, 409, new Refusal("lease-lost", "This attempt has ended."));
      return;
    }
    if (lostAnswers.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IOException("the answer is lost");
    }
    exchange.sendResponseHeaders(204, -1);
  }

  private void release(HttpExchange exchange, AttemptAtSite attempt) throws IOException {
    attempt.heard(read(exchange, Release.class));
    exchange.sendResponseHeaders(204, -1);
  }

  private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
    return Json.MAPPER.readValue(exchange.getRequestBody().readAllBytes(), type);
  }

  private static void answer(HttpExchange exchange, int status, Record body) throws IOException {
    var bytes = Json.MAPPER.writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
