package dev.assay.server.uploads;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.contract.Json;
import dev.assay.server.testing.TestSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Somebody who sends files in pieces, and whose connections may break. */
final class TusClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI site;
  private final String token;

  private TusClient(URI site, String token) {
    this.site = site;
    this.token = token;
  }

  static TusClient as(TestSite site, String username, String password) throws Exception {
    var visitor = new TusClient(site.url(), "");
    var answer =
        visitor.send(
            visitor
                .request("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"username\":\"%s\",\"password\":\"%s\",\"name\":\"test\"}"
                            .formatted(username, password))));
    return new TusClient(site.url(), Json.MAPPER.readTree(answer.body()).path("token").asString());
  }

  /** The same person at another instance. */
  TusClient at(TestSite other) {
    return new TusClient(other.url(), token);
  }

  HttpResponse<String> begin(long size, Map<String, String> about) throws Exception {
    var metadata =
        about.entrySet().stream()
            .map(
                one ->
                    one.getKey()
                        + " "
                        + Base64.getEncoder().encodeToString(one.getValue().getBytes(UTF_8)))
            .collect(Collectors.joining(","));
    return send(
        request("/api/v1/uploads")
            .header("Upload-Length", Long.toString(size))
            .header("Upload-Metadata", metadata)
            .POST(BodyPublishers.noBody()));
  }

  /** The path of a new upload of a bundle. */
  String bundle(long size) throws Exception {
    return begin(size, Map.of("purpose", "bundle", "filename", "b.zip"))
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  HttpResponse<String> piece(String upload, long offset, byte[] bytes, String... headers)
      throws Exception {
    var request =
        request(upload)
            .header("Upload-Offset", Long.toString(offset))
            .header("Content-Type", "application/offset+octet-stream")
            .method("PATCH", BodyPublishers.ofByteArray(bytes));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends the beginning of a piece and breaks the connection. */
  void brokenPiece(String upload, long offset, byte[] bytes, int sent) throws IOException {
    try (var socket = openPiece(upload, offset, bytes.length)) {
      socket.getOutputStream().write(bytes, 0, sent);
      socket.getOutputStream().flush();
    }
  }

  /** A connection on which a piece of that length is announced. */
  Socket openPiece(String upload, long offset, long length) throws IOException {
    var socket = new Socket(InetAddress.getByName(site.getHost()), site.getPort());
    socket
        .getOutputStream()
        .write(
            """
            PATCH %s HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Tus-Resumable: 1.0.0\r
            Upload-Offset: %d\r
            Content-Type: application/offset+octet-stream\r
            Content-Length: %d\r
            \r
            """
                .formatted(upload, token, offset, length)
                .getBytes(US_ASCII));
    return socket;
  }

  HttpResponse<String> head(String upload) throws Exception {
    return send(request(upload).method("HEAD", BodyPublishers.noBody()));
  }

  long offset(String upload) throws Exception {
    return Long.parseLong(head(upload).headers().firstValue("Upload-Offset").orElseThrow());
  }

  /**
   * Sends what is missing. A connection that was taken for dead may have brought some more after
   * the question: then the answer says where to go on.
   */
  void finish(String upload, byte[] file) throws Exception {
    var offset = offset(upload);
    while (offset < file.length) {
      var rest = Arrays.copyOfRange(file, (int) offset, file.length);
      var answer = piece(upload, offset, rest);
      offset = Long.parseLong(answer.headers().firstValue("Upload-Offset").orElseThrow());
    }
  }

  JsonNode show(String upload) throws Exception {
    return Json.MAPPER.readTree(send(request(upload).GET()).body());
  }

  HttpResponse<String> end(String upload) throws Exception {
    return send(request(upload).DELETE());
  }

  HttpResponse<String> form(String path, String fields) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields)));
  }

  HttpResponse<String> json(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(site.resolve(path)).header("Tus-Resumable", "1.0.0");
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  static String id(String upload) {
    return upload.substring(upload.lastIndexOf('/') + 1);
  }
}
