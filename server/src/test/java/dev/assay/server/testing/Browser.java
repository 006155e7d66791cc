package dev.assay.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A browser without script: keeps cookies, follows redirects, sends the token each form carries.
 */
public final class Browser {
  private static final String PASSWORD = "correct horse battery";
  private static final String BOUNDARY = "test-boundary";

  private final URI site;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  public Browser(TestSite site) {
    this.site = site.url();
  }

  /** A browser in which somebody new is logged in. */
  public static Browser signedUp(TestSite site, String username) throws Exception {
    var browser = new Browser(site);
    browser.post(
        "/sign-up",
        "/sign-up",
        "username=" + username,
        "email=" + username + "@example.org",
        "password=" + PASSWORD);
    return browser;
  }

  public HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  /** The bytes of a file. */
  public byte[] download(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofByteArray()).body();
  }

  /** The page, parsed; whatever its status. */
  public Document page(String path) throws Exception {
    return Jsoup.parse(get(path).body());
  }

  /** Sends a form with the token that the page at {@code formPage} carries. */
  public HttpResponse<String> post(String formPage, String path, String... fields)
      throws Exception {
    var form =
        Arrays.stream(fields)
            .map(field -> field.split("=", 2))
            .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var token = URLEncoder.encode(token(formPage), StandardCharsets.UTF_8);
    return client.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form + "&_csrf=" + token))
            .build(),
        BodyHandlers.ofString());
  }

  /** Sends JSON with the session and the token, as a script in a page would. */
  public HttpResponse<String> postJson(String formPage, String path, String json) throws Exception {
    return client.send(
        request(path)
            .header("Content-Type", "application/json")
            .header("X-XSRF-TOKEN", token(formPage))
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  /** Uploads a file as the part {@code file} of the form at {@code formPage}. */
  public HttpResponse<String> upload(String formPage, String path, String fileName, byte[] bytes)
      throws Exception {
    return client.send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(multipart(token(formPage), fileName, bytes)))
            .build(),
        BodyHandlers.ofString());
  }

  /** The same with further fields, and where it leads is not followed. */
  public HttpResponse<String> uploadWith(
      String formPage, String path, String fileName, byte[] bytes, String... fields)
      throws Exception {
    var body = new ByteArrayOutputStream();
    for (var field : fields) {
      var pair = field.split("=", 2);
      var part = "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
      body.writeBytes(part.formatted(BOUNDARY, pair[0], pair[1]).getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(multipart(token(formPage), fileName, bytes));
    try (var stays =
        HttpClient.newBuilder()
            .cookieHandler(client.cookieHandler().orElseThrow())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      return stays.send(
          request(path)
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(BodyPublishers.ofByteArray(body.toByteArray()))
              .build(),
          BodyHandlers.ofString());
    }
  }

  /** An organiser publishes a competition, named by its path. */
  public HttpResponse<String> publish(String competition) throws Exception {
    return post(competition + "/organise", competition + "/publish");
  }

  /** Somebody asks to take part, and accepts the terms. */
  public HttpResponse<String> join(String competition) throws Exception {
    return post(competition + "/join", competition + "/join", "terms=accepted");
  }

  /** A participant sends a zip in; leads to the page of the submission. */
  public HttpResponse<String> submit(String competition, String fileName, byte[] zip)
      throws Exception {
    return upload(competition + "/submit", competition + "/submit", fileName, zip);
  }

  private static byte[] multipart(String token, String fileName, byte[] bytes) throws IOException {
    var body = new ByteArrayOutputStream();
    var head =
        """
        --%1$s\r
        Content-Disposition: form-data; name="_csrf"\r
        \r
        %2$s\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="%3$s"\r
        Content-Type: application/zip\r
        \r
        """;
    body.writeBytes(head.formatted(BOUNDARY, token, fileName).getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private String token(String formPage) throws Exception {
    return page(formPage).select("input[name=_csrf]").attr("value");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(site.resolve(path));
  }
}
