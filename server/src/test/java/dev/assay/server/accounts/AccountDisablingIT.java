package dev.assay.server.accounts;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestSite;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Administrators shut accounts and open them again, and it stays on record. */
class AccountDisablingIT {
  private static final String PASSWORD = "correct horse battery";
  private static TestSite site;
  private static Browser admin;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start();
    admin = new Browser(site);
    admin.post("/login", "/login", "username=admin", "password=" + TestSite.ADMIN_PASSWORD);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  private static void disable(String username, String reason) throws Exception {
    var path = "/accounts/" + username;
    var answer = admin.post(path, path + "/disabled", "disabled=true", "reason=" + reason);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.uri().getPath()).isEqualTo(path);
  }

  private static void enable(String username, String reason) throws Exception {
    var path = "/accounts/" + username;
    admin.post(path, path + "/disabled", "disabled=false", "reason=" + reason);
  }

  private static AccountId id(String username) {
    return jdbc()
        .sql("select id from account where username = :name")
        .param("name", username)
        .query((row, _) -> new AccountId(row.getLong(1)))
        .single();
  }

  @Test
  void a_disabled_account_is_out_at_once_and_comes_in_again_when_it_is_enabled() throws Exception {
    var ada = Browser.signedUp(site, "ada");
    var script = Script.of(site, "ada");
    assertThat(script.get("/api/v1/queues").statusCode()).isEqualTo(200);

    disable("ada", "Shares one account with her class");
    assertThat(ada.get("/account").uri().getPath()).isEqualTo("/login");
    var refused = script.get("/api/v1/queues");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("This account is disabled");
    var back = ada.post("/login", "/login", "username=ada", "password=" + PASSWORD);
    assertThat(back.body()).contains("This account is disabled", "Ask an administrator");
    assertThat(ada.get("/account").uri().getPath()).isEqualTo("/login");
    assertThat(exchange("ada", PASSWORD)).isEqualTo(403);

    enable("ada", "Promised to stop");
    assertThat(ada.get("/account").uri().getPath()).as("her old session").isEqualTo("/login");
    assertThat(script.get("/api/v1/queues").statusCode()).isEqualTo(200);
    ada.post("/login", "/login", "username=ada", "password=" + PASSWORD);
    assertThat(ada.get("/account").uri().getPath()).isEqualTo("/account");

    var record = admin.page("/accounts/ada").select("#record ~ .table-room tbody tr").eachText();
    assertThat(record).hasSize(2);
    assertThat(record.getFirst()).startsWith("Enabled admin Promised to stop");
    assertThat(record.getLast()).startsWith("Disabled admin Shares one account with her class");
  }

  @Test
  void a_reason_that_is_too_long_is_refused_beside_its_field_and_not_lost() throws Exception {
    Browser.signedUp(site, "dora");
    var reason = "r".repeat(501);
    var answer =
        admin.post(
            "/accounts/dora", "/accounts/dora/disabled", "disabled=true", "reason=" + reason);
    assertThat(answer.statusCode()).isEqualTo(422);
    var page = Jsoup.parse(answer.body());
    assertThat(page.select("#reason-error").text()).contains("at most 500 characters");
    assertThat(page.select("#reason").attr("value")).isEqualTo(reason);
  }

  @Test
  void who_does_not_know_the_password_does_not_learn_that_an_account_is_disabled()
      throws Exception {
    Browser.signedUp(site, "bea");
    disable("bea", "Left");
    var guess = new Browser(site).post("/login", "/login", "username=bea", "password=no");
    assertThat(guess.body()).contains("is wrong").doesNotContain("This account is disabled");
    assertThat(exchange("bea", "no")).isEqualTo(401);
  }

  @Test
  void only_administrators_learn_that_there_is_such_a_page() throws Exception {
    var cleo = Browser.signedUp(site, "cleo");
    var script = Script.of(site, "cleo");
    Browser.signedUp(site, "victim");
    var wish = Map.of("disabled", true, "reason", "spite");
    assertThat(cleo.get("/accounts/victim").statusCode()).isEqualTo(404);
    assertThat(
            cleo.post("/account", "/accounts/victim/disabled", "disabled=true", "reason=spite")
                .statusCode())
        .isEqualTo(404);
    assertThat(script.get("/api/v1/accounts/victim").statusCode()).isEqualTo(404);
    assertThat(script.json("PUT", "/api/v1/accounts/victim/disabled", wish).statusCode())
        .isEqualTo(404);
    assertThat(Script.ofNobody(site).get("/api/v1/accounts/victim").statusCode()).isEqualTo(401);
    assertThat(isDisabled("victim")).isFalse();
  }

  @Test
  void an_administrator_cannot_disable_their_own_account() throws Exception {
    assertThat(admin.page("/accounts/admin").select("form[action$=/disabled]")).isEmpty();
    var answer =
        admin.post("/accounts", "/accounts/ADMIN/disabled", "disabled=true", "reason=tired");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("cannot disable your own account");
    assertThat(isDisabled("admin")).isFalse();
  }

  @Test
  void of_two_administrators_who_disable_each_other_at_once_one_is_left() throws Exception {
    Browser.signedUp(site, "left");
    Browser.signedUp(site, "right");
    jdbc()
        .sql("update account set is_administrator = true where username in ('left', 'right')")
        .update();
    var disabling = site.bean(AccountDisabling.class);
    for (int round = 0; round < 10; round++) {
      try (var both = Executors.newFixedThreadPool(2)) {
        both.invokeAll(
            List.of(
                () -> disabling.carryOut(id("left"), wish("right", true)),
                () -> disabling.carryOut(id("right"), wish("left", true))));
      }
      assertThat(isDisabled("left") ^ isDisabled("right")).as("round " + round).isTrue();
      disabling.carryOut(id("admin"), wish("left", false));
      disabling.carryOut(id("admin"), wish("right", false));
    }
    jdbc()
        .sql("update account set is_administrator = false where username in ('left', 'right')")
        .update();
  }

  private static AccountDisabling.Wish wish(String username, boolean disabled) {
    return new AccountDisabling.Wish(username, disabled, "a quarrel");
  }

  @Test
  void the_api_disables_says_who_did_and_names_what_is_wrong() throws Exception {
    Browser.signedUp(site, "dan");
    var admins = Script.of(site, "admin", TestSite.ADMIN_PASSWORD);
    var path = "/api/v1/accounts/Dan";
    var without = admins.json("PUT", path + "/disabled", Map.of("disabled", true));
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body()).contains("reason");
    var blank = admins.json("PUT", path + "/disabled", Map.of("disabled", true, "reason", " "));
    assertThat(blank.statusCode()).isEqualTo(422);
    assertThat(blank.body()).contains("Give a reason");
    assertThat(isDisabled("dan")).isFalse();

    var wish = Map.of("disabled", true, "reason", "spam");
    assertThat(admins.json("PUT", path + "/disabled", wish).statusCode()).isEqualTo(200);
    assertThat(admins.json("PUT", path + "/disabled", wish).statusCode()).isEqualTo(200);
    var told = body(admins.get(path));
    assertThat(told.path("account").path("isDisabled").asBoolean()).isTrue();
    assertThat(told.path("disablings")).as("the second time changed nothing").hasSize(1);
    assertThat(told.path("disablings").get(0).path("by").asString()).isEqualTo("admin");
    assertThat(told.path("disablings").get(0).path("reason").asString()).isEqualTo("spam");

    assertThat(admins.json("PUT", "/api/v1/accounts/nobody/disabled", wish).statusCode())
        .isEqualTo(404);
    assertThat(admins.json("PUT", "/api/v1/accounts/admin/disabled", wish).statusCode())
        .isEqualTo(422);
  }

  @Test
  void accounts_of_the_site_itself_stay_as_they_are() throws Exception {
    jdbc()
        .sql(
            """
            insert into account (username, display_name, password_hash, disabled_at, created_at)
            values ('own-runs', 'Canary', 'none', now(), now())""")
        .update();
    assertThat(admin.page("/accounts/own-runs").text()).contains("for its own test runs");
    enable("own-runs", "curious");
    assertThat(isDisabled("own-runs")).isTrue();
    var entered = new Browser(site).post("/login", "/login", "username=own-runs", "password=none");
    assertThat(entered.statusCode()).isEqualTo(200);
    assertThat(entered.body()).contains("is wrong");
  }

  @Test
  void a_new_password_from_the_command_line_enables_the_account_and_is_noted() throws Exception {
    var eve = Browser.signedUp(site, "eve");
    try (var connection = site.bean(DataSource.class).getConnection()) {
      assertThat(ResetPassword.reset(connection, "EVE", "another horse")).isTrue();
      assertThat(ResetPassword.reset(connection, "nobody-here", "another horse")).isFalse();
    }
    assertThat(eve.get("/account").uri().getPath()).as("her old session").isEqualTo("/login");
    assertThat(admin.page("/accounts/eve").select("#record")).isEmpty();

    disable("eve", "Forgets");
    try (var connection = site.bean(DataSource.class).getConnection()) {
      ResetPassword.reset(connection, "eve", "a third horse");
    }
    eve.post("/login", "/login", "username=eve", "password=a third horse");
    assertThat(eve.get("/account").uri().getPath()).isEqualTo("/account");
    assertThat(admin.page("/accounts/eve").select("#record ~ .table-room tbody tr").eachText())
        .first()
        .asString()
        .startsWith("Enabled the command line A new password was given.");
  }

  private static boolean isDisabled(String username) {
    return jdbc()
        .sql("select disabled_at is not null from account where username = :name")
        .param("name", username)
        .query(Boolean.class)
        .single();
  }

  private static int exchange(String username, String password) throws Exception {
    return Script.ofNobody(site)
        .json("POST", "/api/v1/tokens", Map.of("username", username, "password", password))
        .statusCode();
  }
}
