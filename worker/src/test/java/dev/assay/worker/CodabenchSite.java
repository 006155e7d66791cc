package dev.assay.worker;

import dev.assay.contract.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Codabench site as its workers see it, made from the recorded protocol alone and sharing nothing
 * with Assay's: signed addresses to get and put, PATCH and POST with the submission's secret, a
 * WebSocket for logs. It notes all that is said to it, in order, as lines of a transcript; but what
 * came by a WebSocket when that is closed, so that its place says nothing.
 */
final class CodabenchSite implements AutoCloseable {
  private final ServerSocket server;
  private final String secret;
  private final List<String> transcript = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  /** Statuses of the next answers to PATCH; when there are none, 200. */
  final BlockingQueue<Integer> patchAnswers = new LinkedBlockingQueue<>();

  /** Statuses of the next answers to a POST of scores; when there are none, 200. */
  final BlockingQueue<Integer> scoreAnswers = new LinkedBlockingQueue<>();

  /** Whether it keeps the scores of a POST that it answers with a status of its own. */
  volatile boolean keepsScoresAndFails;

  private final List<JsonNode> scores = new CopyOnWriteArrayList<>();

  /** What the next answers to a GET of the predictions hold instead; {@link #NOT_THERE} for 404. */
  final BlockingQueue<byte[]> latePredictions = new LinkedBlockingQueue<>();

  CodabenchSite(String secret) {
    this.secret = secret;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** A signed address of something to fetch or to store. */
  String signed(String name) {
    return "%s/bucket/%s?X-Amz-Signature=%s".formatted(address(), name, System.nanoTime());
  }

  void holds(String name, byte[] content) {
    objects.put(name, content);
  }

  byte[] object(String name) {
    return objects.getOrDefault(name, new byte[0]);
  }

  List<String> transcript() {
    return List.copyOf(transcript);
  }

  private void note(String line) {
    // Archives bear the time at which they were made.
    transcript.add(line.replace("\n", "\\n").replaceAll("md5=[0-9a-f]{32}", "md5=…"));
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  private record Request(String method, URI target, Map<String, String> headers, byte[] body) {}

  private void serve(Socket socket) {
    try (socket;
        var in = new BufferedInputStream(socket.getInputStream());
        var out = socket.getOutputStream()) {
      for (var request = read(in); request != null; request = read(in)) {
        if (request.headers().containsKey("sec-websocket-key")) {
          talk(request, in, out);
          return;
        }
        answer(request, out);
      }
    } catch (IOException e) {
      // The worker hung up.
      return;
    }
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    var first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    var words = first.split(" ");
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(words[0], URI.create(words[1]), headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      line.append((char) read);
    }
    return line.toString().strip();
  }

  private void answer(Request request, OutputStream out) throws IOException {
    var path = request.target().getPath();
    switch (request.method()) {
      case "GET" -> get(path.substring("/bucket/".length()), out);
      case "PUT" -> {
        put(path.substring("/bucket/".length()), request);
        reply(out, 200, new byte[0]);
      }
      case "PATCH" -> reply(out, patch(path, request), known());
      case "POST" -> reply(out, post(path, request), "{}".getBytes(StandardCharsets.UTF_8));
      default -> reply(out, 405, new byte[0]);
    }
  }

  private static void reply(OutputStream out, int status, byte[] body) throws IOException {
    var head = "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n".formatted(status, body.length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  private void get(String name, OutputStream out) throws IOException {
    note("GET " + name);
    var late = name.equals("prediction_result") ? latePredictions.poll() : null;
    var content = late == null ? objects.get(name) : late;
    if (content == null || Arrays.equals(content, NOT_THERE)) {
      reply(out, 404, "<Error/>".getBytes(StandardCharsets.UTF_8));
    } else {
      reply(out, 200, content);
    }
  }

  static final byte[] NOT_THERE = {0};

  private void put(String name, Request request) throws IOException {
    objects.put(name, request.body());
    var type = request.headers().getOrDefault("content-type", "none");
    note("PUT %s %s %s".formatted(name, type, shown(request.body())));
  }

  /** A zip by what is in it. */
  private static String shown(byte[] body) throws IOException {
    if (body.length < 2 || body[0] != 'P' || body[1] != 'K') {
      return new String(body, StandardCharsets.UTF_8);
    }
    var names = new ArrayList<String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(body))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return "zip " + names.stream().sorted().toList();
  }

  private int patch(String path, Request request) {
    var said = new TreeMap<String, String>();
    for (var pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
      var halves = pair.split("=", 2);
      said.put(
          URLDecoder.decode(halves[0], StandardCharsets.UTF_8),
          URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
    }
    int status = secret.equals(said.remove("secret")) ? 200 : 403;
    var next = patchAnswers.poll();
    int answered = next == null ? status : next;
    note(
        "PATCH %s %s -> %d"
            .formatted(
                path,
                said.entrySet().stream().map(Object::toString).collect(Collectors.joining(" & ")),
                answered));
    return answered;
  }

  private int post(String path, Request request) {
    var said = Json.MAPPER.readTree(request.body());
    note("POST %s %s".formatted(path, said.path("scores")));
    var next = scoreAnswers.poll();
    if (next == null || keepsScoresAndFails) {
      scores.add(said.path("scores"));
    }
    int status = secret.equals(said.path("secret").asString("")) ? 200 : 403;
    return next == null ? status : next;
  }

  /** A row for each score, and once more for what is posted again, as the real one has them. */
  private byte[] known() {
    var rows = new ArrayList<Map<String, String>>();
    scores.forEach(
        posted ->
            posted
                .properties()
                .forEach(
                    one ->
                        rows.add(
                            Map.of(
                                "column_key", one.getKey(), "score", one.getValue().toString()))));
    return Json.MAPPER.writeValueAsBytes(Map.of("id", 17, "scores", rows));
  }

  /** It has scores from before. */
  void hasScores(String json) {
    scores.add(Json.MAPPER.readTree(json));
  }

  /** The frames of one socket, noted together once it is closed: pieces come as they like. */
  private void talk(Request request, InputStream in, OutputStream out) throws IOException {
    var path = request.target().getPath();
    boolean isOurs = path.endsWith("/" + secret + "/");
    var head =
        isOurs
            ? "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept(request.headers().getOrDefault("sec-websocket-key", ""))
            : "HTTP/1.1 403 X\r\nContent-Length: 0";
    out.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    var heard = new StringBuilder();
    try (var frames = new DataInputStream(in)) {
      for (var frame = frame(frames); frame != null; frame = frame(frames)) {
        var said = Json.MAPPER.readTree(frame);
        heard.append(said.path("message").asString(said.path("kind").asString("")));
      }
    }
    note("WS %s %s".formatted(request.target().getQuery(), heard));
    out.write(new byte[] {(byte) 0x88, 0});
    out.flush();
  }

  private static String accept(String key) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of the next frame; null once the other side closes. */
  private static @Nullable String frame(DataInputStream in) throws IOException {
    try {
      int kind = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte() & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = (int) in.readLong();
      }
      var mask = in.readNBytes(4);
      var text = in.readNBytes(length);
      for (int i = 0; i < text.length; i++) {
        text[i] ^= mask[i % 4];
      }
      return kind == 8 ? null : new String(text, StandardCharsets.UTF_8);
    } catch (EOFException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
