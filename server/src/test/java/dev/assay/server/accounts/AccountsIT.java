package dev.assay.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.TestSite;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountsIT {
  private static TestSite site;

  @BeforeAll
  static void start() {
    site = TestSite.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** A browser without script: keeps cookies, sends the token each form carries. */
  private static final class Browser {
    private final HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    HttpResponse<String> get(String path) throws Exception {
      return client.send(
          HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String formPage, String path, String... fields) throws Exception {
      var token = Jsoup.parse(get(formPage).body()).select("input[name=_csrf]").attr("value");
      return postRaw(path, Stream.concat(Stream.of(fields), Stream.of("_csrf=" + token)));
    }

    HttpResponse<String> postRaw(String path, Stream<String> fields) throws Exception {
      var form =
          fields
              .map(field -> field.split("=", 2))
              .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      return client.send(
          HttpRequest.newBuilder(uri(path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
      return site.url().resolve(path);
    }
  }

  @Test
  void who_signs_up_is_logged_in_and_can_log_out_and_in_again() throws Exception {
    var browser = new Browser();
    var welcome =
        browser.post(
            "/sign-up",
            "/sign-up",
            "username=ada",
            "email=ada@example.org",
            "password=correct horse");
    assertThat(welcome.statusCode()).isEqualTo(200);
    assertThat(browser.get("/account").body()).contains("ada");
    browser.post("/account", "/logout");
    assertThat(browser.get("/account").uri().getPath()).isEqualTo("/login");
    browser.post("/login", "/login", "username=ADA", "password=correct horse");
    assertThat(browser.get("/account").uri().getPath()).isEqualTo("/account");
  }

  @Test
  void another_password_logs_one_out_everywhere_else() throws Exception {
    var here = new Browser();
    here.post("/sign-up", "/sign-up", "username=carol", "password=correct horse");
    var there = new Browser();
    there.post("/login", "/login", "username=carol", "password=correct horse");
    assertThat(there.get("/account").uri().getPath()).isEqualTo("/account");
    var changed =
        here.post(
            "/account", "/account/password", "current=correct horse", "password=another horse");
    assertThat(changed.body()).contains("logged out everywhere else");
    assertThat(here.get("/account").uri().getPath()).isEqualTo("/account");
    assertThat(there.get("/account").uri().getPath()).isEqualTo("/login");
  }

  @Test
  void a_form_without_the_token_is_refused() throws Exception {
    var answer =
        new Browser().postRaw("/sign-up", Stream.of("username=mallory", "password=correct horse"));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void a_call_of_the_api_without_a_token_hears_that_it_needs_one() throws Exception {
    var answer = new Browser().postRaw("/api/v1/competitions/upload", Stream.empty());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Authorization: Bearer");
  }

  @Test
  void a_wrong_password_says_so_and_sets_no_session() throws Exception {
    var browser = new Browser();
    var answer = browser.post("/login", "/login", "username=admin", "password=guess");
    assertThat(answer.body()).contains("User name or password is wrong");
    assertThat(browser.get("/account").uri().getPath()).isEqualTo("/login");
  }

  @Test
  void a_refused_log_in_keeps_the_user_name_and_puts_it_into_no_address() throws Exception {
    var browser = new Browser();
    var answer = browser.post("/login", "/login", "username=admin", "password=guess");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.uri()).isEqualTo(site.url().resolve("/login"));
    var form = Jsoup.parse(answer.body()).select("form[action=/login]");
    assertThat(form.select("[name=username]").attr("value")).isEqualTo("admin");
    assertThat(form.select("[name=password]").hasAttr("autofocus")).isTrue();
    var again = browser.post("/login", "/login/refused", "username=admin", "password=guess");
    assertThat(again.body()).doesNotContain("is wrong", "value=\"admin\"");
  }

  @Test
  void who_is_logged_out_meanwhile_hears_that_what_they_sent_was_not_done() throws Exception {
    var browser = new Browser();
    browser.post("/sign-up", "/sign-up", "username=lou", "password=correct horse");
    var there = new Browser();
    there.post("/login", "/login", "username=lou", "password=correct horse");
    there.post("/account", "/account/password", "current=correct horse", "password=other horse");

    var sent = browser.post("/login", "/account/tokens", "name=in vain");
    assertThat(sent.uri().getPath()).isEqualTo("/login");
    assertThat(sent.body()).contains("what you sent was not done");
    assertThat(browser.get("/account").body()).doesNotContain("what you sent was not done");
    for (var script : List.of("HX-Request: true", "X-Requested-With: fetch")) {
      var header = script.split(": ");
      var answer =
          browser.client.send(
              HttpRequest.newBuilder(Browser.uri("/account")).header(header[0], header[1]).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_form_from_before_one_logged_in_anew_says_so() throws Exception {
    var browser = new Browser();
    browser.post("/sign-up", "/sign-up", "username=mia", "password=correct horse");
    var answer = browser.postRaw("/account/tokens", Stream.of("name=old", "_csrf=old"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("open since before you logged in");
  }

  @Test
  void a_zero_character_which_the_database_cannot_keep_is_no_fault_of_the_site() throws Exception {
    var browser = new Browser();
    assertThat(browser.get("/competitions?q=a%00b").statusCode()).isEqualTo(200);
    assertThat(browser.post("/login", "/login", "username=a\0b", "password=whatever").statusCode())
        .isEqualTo(200);
    browser.post("/sign-up", "/sign-up", "username=nora", "password=correct horse");
    var queue = browser.post("/queues", "/queues", "name=Nora's").uri().getPath();
    var shared = browser.post(queue, queue + "/shares", "username=a\0b");
    assertThat(shared.statusCode()).isEqualTo(400);
    assertThat(shared.body()).contains("Nobody here is called");
  }

  @Test
  void a_refused_form_of_ones_account_keeps_what_was_typed() throws Exception {
    var browser = new Browser();
    browser.post("/sign-up", "/sign-up", "username=ken", "password=correct horse");

    var address =
        browser.post("/account", "/account/email", "email=ken@example.org", "present=not it");
    assertThat(address.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(address.body()).select("#email").attr("value"))
        .isEqualTo("ken@example.org");
    assertThat(Jsoup.parse(address.body()).select("#present").hasAttr("autofocus")).isTrue();

    var tooLong = "n".repeat(61);
    var token = browser.post("/account", "/account/tokens", "name=" + tooLong);
    assertThat(token.statusCode()).isEqualTo(422);
    assertThat(token.body()).contains("at most 60 characters");
    assertThat(Jsoup.parse(token.body()).select("#name").attr("value")).isEqualTo(tooLong);
    assertThat(browser.get("/account").body()).doesNotContain("nnnnn");
  }

  @Test
  void the_first_administrator_logs_in_with_the_generated_password_by_api() throws Exception {
    var token =
        exchange(
            "{\"username\": \"admin\", \"password\": \""
                + TestSite.ADMIN_PASSWORD
                + "\", \"name\": \"test\"}");
    assertThat(token.statusCode()).isEqualTo(201);
    assertThat(token.body()).contains("assay_");
    assertThat(exchange("{\"username\": \"admin\", \"password\": \"no\"}").statusCode())
        .isEqualTo(401);
  }

  @Test
  void an_unknown_api_token_is_refused_not_taken_for_a_visitor() throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(site.url().resolve("/"))
                    .header("Authorization", "Bearer assay_wrong")
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("API token");
  }

  @Test
  void signing_up_names_what_to_correct() throws Exception {
    var answer =
        new Browser()
            .post("/sign-up", "/sign-up", "username=a b", "email=nonsense", "password=short");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).text())
        .contains("letters, digits", "e-mail address like", "at least 10");
  }

  @Test
  void pages_carry_a_strict_policy() throws Exception {
    var headers = new Browser().get("/login").headers();
    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe-inline"));
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  private static HttpResponse<String> exchange(String json) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(site.url().resolve("/api/v1/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
