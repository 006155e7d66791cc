package dev.assay.server.testing;

import dev.assay.contract.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A program that speaks the API with a token, as somebody's script would. */
public final class Script {
  private static final String PASSWORD = "correct horse battery";
  private static final String BOUNDARY = "test-boundary";

  private final URI site;
  private final @Nullable String token;
  private final String scheme;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private Script(URI site, @Nullable String token, String scheme) {
    this.site = site;
    this.token = token;
    this.scheme = scheme;
  }

  /** Without a token. */
  public static Script ofNobody(TestSite site) {
    return new Script(site.url(), null, "");
  }

  /** Of somebody new. */
  public static Script signedUp(TestSite site, String username) throws Exception {
    var nobody = ofNobody(site);
    nobody.json("POST", "/api/v1/accounts", Map.of("username", username, "password", PASSWORD));
    return of(site, username, PASSWORD);
  }

  /** Of somebody who has an account. */
  public static Script of(TestSite site, String username, String password) throws Exception {
    var answer =
        ofNobody(site)
            .json(
                "POST",
                "/api/v1/tokens",
                Map.of("username", username, "password", password, "name", "test"));
    return new Script(site.url(), body(answer).path("token").asString(), "Bearer");
  }

  /** The same one, that names its token as scripts for Codabench do. */
  public Script asForCodabench() {
    return new Script(site, token, "Token");
  }

  /** Of somebody who signed up in a {@link Browser}. */
  public static Script of(TestSite site, String username) throws Exception {
    return of(site, username, PASSWORD);
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, BodyPublishers.noBody(), "application/json");
  }

  public HttpResponse<String> post(String path) throws Exception {
    return send("POST", path, BodyPublishers.noBody(), "application/json");
  }

  public HttpResponse<String> delete(String path) throws Exception {
    return send("DELETE", path, BodyPublishers.noBody(), "application/json");
  }

  public HttpResponse<String> put(String path) throws Exception {
    return send("PUT", path, BodyPublishers.noBody(), "application/json");
  }

  /** Sends a value as JSON. */
  public HttpResponse<String> json(String method, String path, Object value) throws Exception {
    return send(
        method,
        path,
        BodyPublishers.ofString(Json.MAPPER.writeValueAsString(value)),
        "application/json");
  }

  /** Sends a file as the part {@code file}, and the fields beside it. */
  public HttpResponse<String> upload(
      String path, Map<String, String> fields, String fileName, byte[] bytes) throws Exception {
    var body = new ByteArrayOutputStream();
    for (var field : fields.entrySet()) {
      part(
          body,
          "name=\"" + field.getKey() + "\"",
          field.getValue().getBytes(StandardCharsets.UTF_8));
    }
    part(body, "name=\"file\"; filename=\"" + fileName + "\"", bytes);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        "POST",
        path,
        BodyPublishers.ofByteArray(body.toByteArray()),
        "multipart/form-data; boundary=" + BOUNDARY);
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] bytes) {
    var head =
        "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(BOUNDARY, disposition);
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body, String type)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(site.resolve(path))
            .header("Content-Type", type)
            .header("Accept", "application/json, */*")
            .method(method, body);
    if (token != null) {
      request.header("Authorization", scheme + " " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The JSON of an answer. */
  public static JsonNode body(HttpResponse<String> answer) {
    return Json.MAPPER.readTree(answer.body());
  }
}
