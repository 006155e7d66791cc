package dev.assay.e2e;

import dev.assay.contract.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A script that uses the site's API in somebody's name. */
final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI site;
  private final String token;

  private Http(URI site, String token) {
    this.site = site;
    this.token = token;
  }

  static int status(URI uri) throws IOException {
    try {
      return CLIENT
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  static Http as(RunningSite site, String username, String password) {
    return new Http(site.url(), tokenOf(site, username, password));
  }

  /** A fresh API token. */
  static String tokenOf(RunningSite site, String username, String password) {
    return new Http(site.url(), "")
        .postJson(
            "/api/v1/tokens", Map.of("username", username, "password", password, "name", "test"))
        .path("token")
        .asString();
  }

  /** Signs up a new account and logs it in. */
  static Http signUp(RunningSite site, String username) {
    var visitor = new Http(site.url(), "");
    visitor.postJson("/api/v1/accounts", Map.of("username", username, "password", PASSWORD));
    return as(site, username, PASSWORD);
  }

  static final String PASSWORD = "correct horse battery";

  JsonNode get(String path) {
    return json(send(request(path).GET()));
  }

  HttpResponse<String> getText(String path) {
    return send(request(path).GET());
  }

  JsonNode postJson(String path, Object body) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))));
  }

  JsonNode upload(String path, String fileName, byte[] content) {
    return json(uploadRaw(path, fileName, content));
  }

  /** Sends a file as a form would, and takes whatever comes back. */
  HttpResponse<String> uploadRaw(String path, String fileName, byte[] content) {
    var boundary = "e2e-boundary";
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + fileName
                + "\"\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(site.resolve(path)).header("Accept", "application/json");
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          response.request().method()
              + " "
              + response.uri()
              + " answered "
              + response.statusCode()
              + ": "
              + response.body());
    }
    return Json.MAPPER.readTree(response.body().isBlank() ? "{}" : response.body());
  }
}
