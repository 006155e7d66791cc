package dev.assay.benchmarks;

import dev.assay.contract.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A Chromium without a screen and its one tab, spoken to over its own debugging protocol. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM =
      Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));

  private static final Pattern LISTENS = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Answers answers = new Answers();
  private final AtomicInteger numbers = new AtomicInteger();
  private final WebSocket socket;
  private final String session;

  private Chromium(Process process, URI address) throws IOException, InterruptedException {
    this.process = process;
    try {
      this.socket =
          HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, answers).get();
    } catch (ExecutionException e) {
      throw new IOException("Chromium does not talk", e.getCause());
    }
    var tab = call("Target.createTarget", Map.of("url", "about:blank"), "").path("targetId");
    this.session =
        call("Target.attachToTarget", Map.of("targetId", tab.asString(), "flatten", true), "")
            .path("sessionId")
            .asString();
    command("Page.enable", Map.of());
  }

  /**
   * @param profile an empty folder of its own
   */
  static Chromium start(Path profile) throws IOException, InterruptedException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IOException(
          "There is no browser at %s: install Debian's package chromium, or name one in CHROMIUM."
              .formatted(PROGRAM));
    }
    var process =
        new ProcessBuilder(
                List.of(
                    PROGRAM.toString(),
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--window-size=1440,900",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    "about:blank"))
            .redirectErrorStream(true)
            .start();
    var said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      var address = LISTENS.matcher(line);
      if (address.find()) {
        Thread.ofPlatform().daemon().start(() -> drain(said));
        return new Chromium(process, URI.create(address.group(1)));
      }
    }
    throw new IOException("Chromium ended before it listened");
  }

  /** What it goes on to say is nobody's business, but must be taken from it. */
  private static void drain(BufferedReader said) {
    try {
      while (said.readLine() != null) {
        continue;
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  /** Opens a page and waits until it is loaded. */
  void open(URI page) throws IOException, InterruptedException {
    var loaded = answers.expect("Page.loadEventFired");
    command("Page.navigate", Map.of("url", page.toString()));
    get(loaded, "the load of " + page);
  }

  /** Does something that leads to another page, and waits until that is loaded. */
  void act(String script) throws IOException, InterruptedException {
    var loaded = answers.expect("Page.loadEventFired");
    evaluate(script);
    get(loaded, "the page after " + script);
  }

  /** What an expression is worth; a promise is waited for. */
  JsonNode evaluate(String expression) throws IOException, InterruptedException {
    var result =
        command(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + " failed: " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Forgets what it has fetched, but not who is logged in. */
  void forget() throws IOException, InterruptedException {
    command("Network.clearBrowserCache", Map.of());
  }

  private JsonNode command(String method, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    return call(method, parameters, session);
  }

  private JsonNode call(String method, Map<String, Object> parameters, String session)
      throws IOException, InterruptedException {
    var number = numbers.incrementAndGet();
    var answer = answers.expect("" + number);
    Map<String, Object> message =
        session.isEmpty()
            ? Map.of("id", number, "method", method, "params", parameters)
            : Map.of("id", number, "method", method, "params", parameters, "sessionId", session);
    socket.sendText(Json.MAPPER.writeValueAsString(message), true);
    var got = get(answer, method);
    if (got.has("error")) {
      throw new IOException(method + " failed: " + got.path("error"));
    }
    return got.path("result");
  }

  private static JsonNode get(CompletableFuture<JsonNode> future, String what)
      throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Chromium did not answer: " + what, e);
    }
  }

  /** Gives each answer, and each event that is waited for, to whoever waits. */
  private static final class Answers implements WebSocket.Listener {
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();

    CompletableFuture<JsonNode> expect(String key) {
      var future = new CompletableFuture<JsonNode>();
      awaited.put(key, future);
      return future;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        var message = Json.MAPPER.readTree(text.toString());
        text.setLength(0);
        var key =
            message.has("id") ? message.path("id").asString() : message.path("method").asString();
        var waiting = awaited.remove(key);
        if (waiting != null) {
          waiting.complete(message);
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
