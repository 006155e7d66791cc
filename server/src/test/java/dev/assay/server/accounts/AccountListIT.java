package dev.assay.server.accounts;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestSite;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Administrators look accounts up and mark them, on a site without mail. */
class AccountListIT {
  private static TestSite site;
  private static Browser admin;
  private static Browser ada;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start();
    admin = new Browser(site);
    admin.post("/login", "/login", "username=admin", "password=" + TestSite.ADMIN_PASSWORD);
    ada = Browser.signedUp(site, "ada");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static boolean is(String column, String username) {
    return site.bean(JdbcClient.class)
        .sql("select %s from account where username = :name".formatted(column))
        .param("name", username)
        .query(Boolean.class)
        .single();
  }

  @Test
  void only_administrators_learn_that_there_is_a_list() throws Exception {
    var script = Script.of(site, "ada");
    assertThat(ada.get("/accounts").statusCode()).isEqualTo(404);
    assertThat(script.get("/api/v1/accounts").statusCode()).isEqualTo(404);
    assertThat(Script.ofNobody(site).get("/api/v1/accounts").statusCode()).isEqualTo(401);
    assertThat(new Browser(site).get("/accounts").uri().getPath()).isEqualTo("/login");
    assertThat(ada.post("/account", "/accounts/ada/robot", "robot=true").statusCode())
        .isEqualTo(404);
    assertThat(
            ada.post("/account", "/accounts/ada/confirmed-email", "email=ada@example.org")
                .statusCode())
        .isEqualTo(404);
    assertThat(is("is_robot or email_confirmed_at is not null", "ada")).isFalse();
    assertThat(ada.page("/").select("a[href=/accounts]")).isEmpty();
    assertThat(admin.page("/").select("a[href=/accounts]")).hasSize(1);
  }

  @Test
  void an_administrator_confirms_the_address_that_the_page_showed() throws Exception {
    var bob = Browser.signedUp(site, "bob");
    assertThat(bob.page("/account").text())
        .contains("not confirmed", "An administrator of this site can confirm the address")
        .doesNotContain("Send me a link");
    var asked = bob.post("/account", "/account/confirmation-link");
    assertThat(asked.statusCode()).isEqualTo(422);
    assertThat(asked.body()).contains("This site sends no mail");

    var list = "/accounts?q=bob@";
    var form = admin.page(list).select("form[action^=/accounts/bob/confirmed-email]");
    assertThat(form.select("[name=email]").attr("value")).isEqualTo("bob@example.org");
    bob.post("/account", "/account/email", "email=bo@example.org", "present=correct horse battery");
    var refused = admin.post(list, form.attr("action"), "email=bob@example.org");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("bob has another address by now");
    assertThat(is("email_confirmed_at is not null", "bob")).isFalse();

    var back = admin.post(list, form.attr("action"), "email=bo@example.org");
    assertThat(back.uri().getQuery()).isEqualTo("q=bob@");
    assertThat(is("email_confirmed_at is not null", "bob")).isTrue();
    assertThat(admin.page("/accounts?q=BO@").select("tbody tr").text()).contains("Confirmed");
  }

  @Test
  void an_administrator_says_which_accounts_are_robots_and_takes_it_back() throws Exception {
    Browser.signedUp(site, "bot");
    var list = admin.page("/accounts?q=bot");
    assertThat(list.select("tbody .tag")).isEmpty();
    var action = list.select("form[action^=/accounts/bot/robot]").attr("action");
    admin.post("/accounts?q=bot", action, "robot=true");
    assertThat(is("is_robot", "bot")).isTrue();
    assertThat(admin.page("/accounts?q=bot").select("tbody .tag").text()).isEqualTo("robot");
    admin.post("/accounts?q=bot", action, "robot=false");
    assertThat(is("is_robot", "bot")).isFalse();
    assertThat(admin.post("/accounts", "/accounts/nobody/robot", "robot=true").statusCode())
        .isEqualTo(404);
  }

  @Test
  void the_api_marks_robots_for_administrators_alone() throws Exception {
    Browser.signedUp(site, "arm");
    var robot = "/api/v1/accounts/ARM/robot";
    assertThat(Script.of(site, "arm").json("PUT", robot, Map.of("robot", true)).statusCode())
        .isEqualTo(404);
    assertThat(is("is_robot", "arm")).isFalse();
    var admins = Script.of(site, "admin", TestSite.ADMIN_PASSWORD);
    assertThat(admins.json("PUT", robot, Map.of()).statusCode()).isEqualTo(400);
    assertThat(admins.json("PUT", robot, Map.of("robot", true)).statusCode()).isEqualTo(200);
    assertThat(is("is_robot", "arm")).isTrue();
    assertThat(admins.json("PUT", robot, Map.of("robot", false)).statusCode()).isEqualTo(200);
    assertThat(is("is_robot", "arm")).isFalse();
    var nobody = "/api/v1/accounts/nobody-at-all/robot";
    assertThat(admins.json("PUT", nobody, Map.of("robot", true)).statusCode()).isEqualTo(404);
  }

  @Test
  void what_is_searched_for_means_itself_and_long_lists_come_in_pages() throws Exception {
    site.bean(JdbcClient.class)
        .sql(
            """
            insert into account (username, display_name, password_hash, created_at)
            select 'many_' || number, 'One of Many', 'none', now() from generate_series(1, 60) number""")
        .update();
    assertThat(admin.page("/accounts?q=y_1").select("tbody tr")).hasSize(11);
    assertThat(admin.page("/accounts?q=m_n").text()).contains("Nobody");
    assertThat(admin.page("/accounts?q=%25").text()).contains("Nobody");
    assertThat(admin.page("/accounts?q=%00many_60").select("tbody tr")).hasSize(1);

    var first = admin.page("/accounts?q=of%20many");
    assertThat(first.select("tbody tr")).hasSize(50);
    assertThat(first.select("tbody th").eachText().getFirst()).startsWith("many_60");
    var older = first.select(".pager a[rel=next]").attr("href");
    var last = admin.page(older);
    assertThat(last.select("tbody tr")).hasSize(10);
    assertThat(last.select("tbody th").eachText().getLast()).startsWith("many_1 ");
    assertThat(last.select(".pager a").attr("href")).isEqualTo("/accounts?q=of%20many");

    var admins = Script.of(site, "admin", TestSite.ADMIN_PASSWORD);
    var page = body(admins.get("/api/v1/accounts?q=of%20many"));
    assertThat(page.path("accounts")).hasSize(50);
    var next = body(admins.get(page.path("next").asString()));
    assertThat(next.path("accounts")).hasSize(10);
    assertThat(next.path("next").isNull()).isTrue();
    assertThat(next.toString()).doesNotContain("assword");
  }
}
