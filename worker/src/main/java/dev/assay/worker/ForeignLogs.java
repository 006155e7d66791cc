package dev.assay.worker;

import dev.assay.contract.Json;
import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.codabench.RunArgs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs of one step for a Codabench site: every byte to a file, which is put when the step is over,
 * and meanwhile to the site's WebSocket. The files are what counts; a socket that fails is given
 * up.
 */
final class ForeignLogs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ForeignLogs.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final HttpClient http;
  private final RunArgs args;

  // Guarded by this.
  private final Map<LogStream, OutputStream> files = new EnumMap<>(LogStream.class);
  private final Map<Program, WebSocket> sockets = new EnumMap<>(Program.class);
  private boolean isSilent;

  ForeignLogs(Path folder, HttpClient http, RunArgs args) {
    this.folder = folder;
    this.http = http;
    this.args = args;
  }

  synchronized void append(LogStream stream, byte[] bytes, int offset, int length) {
    var program = stream.program();
    try {
      file(stream).write(bytes, offset, length);
    } catch (IOException e) {
      log.error("The log of submission {} cannot be written", args.id(), e);
    }
    if (program != null && !isSilent) {
      tell(program, new String(bytes, offset, length, StandardCharsets.UTF_8));
    }
  }

  private OutputStream file(LogStream stream) throws IOException {
    var file = files.get(stream);
    if (file == null) {
      file = Files.newOutputStream(path(stream));
      files.put(stream, file);
    }
    return file;
  }

  private Path path(LogStream stream) {
    return folder.resolve(stream.label() + ".log");
  }

  /** What a program printed, if it printed anything. */
  synchronized Optional<Path> written(LogStream stream) throws IOException {
    var file = files.get(stream);
    if (file == null) {
      return Optional.empty();
    }
    file.flush();
    return Files.size(path(stream)) == 0 ? Optional.empty() : Optional.of(path(stream));
  }

  private void tell(Program program, String text) {
    var kind = program == Program.INGESTION ? "ingestion" : "program";
    try {
      var socket = sockets.get(program);
      if (socket == null) {
        socket = open(kind);
        sockets.put(program, socket);
      }
      var frame = Json.MAPPER.writeValueAsString(Map.of("kind", kind, "message", text));
      socket.sendText(frame, true).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException
        | TimeoutException
        | CompletionException
        | IllegalArgumentException e) {
      log.info("The site does not listen to the log of submission {}: {}", args.id(), e.toString());
      isSilent = true;
    }
  }

  private WebSocket open(String kind) {
    return http.newWebSocketBuilder()
        .connectTimeout(PATIENCE)
        .buildAsync(address(kind), new WebSocket.Listener() {})
        .join();
  }

  private URI address(String kind) {
    var api = URI.create(args.submissionsApiUrl());
    var scheme = "https".equals(api.getScheme()) ? "wss" : "ws";
    return URI.create(
        "%s://%s/submission_input/%d/%d/%s/?kind=%s"
            .formatted(
                scheme, api.getRawAuthority(), args.userPk(), args.id(), args.secret(), kind));
  }

  /** Tells readers that the page of detailed results is there. */
  void detailedResults() {
    try {
      var socket = open("detailed_results");
      socket
          .sendText("{\"kind\": \"detailed_result_update\"}", true)
          .thenCompose(sent -> sent.sendClose(WebSocket.NORMAL_CLOSURE, ""))
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      log.debug("The site does not listen", e);
    }
  }

  /** Before the files are put, so that the site has heard all it will hear. */
  synchronized void closeSockets() {
    isSilent = true;
    for (var socket : sockets.values()) {
      try {
        socket
            .sendClose(WebSocket.NORMAL_CLOSURE, "")
            .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .join();
      } catch (CompletionException e) {
        log.debug("The site had hung up", e);
      }
    }
    sockets.clear();
  }

  @Override
  public synchronized void close() throws IOException {
    closeSockets();
    for (var file : files.values()) {
      file.close();
    }
  }
}
