package dev.assay.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Addresses are confirmed by links that a real mail server brings, whoever opens them where. */
class AddressLinksIT {
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern LINK =
      Pattern.compile("http://127\\.0\\.0\\.1:\\d+(/confirm-address\\?token=([\\w-]+))");

  private static MailBed bed;
  private static TestSite site;

  @BeforeAll
  static void start() {
    bed = new MailBed();
    site = bed.site();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @BeforeEach
  void forget() throws Exception {
    bed.forget();
  }

  private static JdbcClient jdbc() {
    return bed.jdbc();
  }

  /** The texts of letters that reached this address since the test began. */
  private static String letters(String address) throws Exception {
    var texts = new StringBuilder();
    for (var message : bed.letters()) {
      if (Arrays.toString(message.getAllRecipients()).contains(address)) {
        texts.append(message.getContent());
      }
    }
    return texts.toString();
  }

  /** The path of the last link that was sent to it. */
  private static String link(String address) throws Exception {
    return LINK.matcher(letters(address))
        .results()
        .map(found -> found.group(1))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static int opened(String link) throws Exception {
    var anybody = new Browser(site);
    return anybody
        .post(link, "/confirm-address", "token=" + link.replaceAll(".*=", ""))
        .statusCode();
  }

  private static boolean isConfirmed(String username) {
    return jdbc()
        .sql("select email_confirmed_at is not null from account where username = :name")
        .param("name", username)
        .query(Boolean.class)
        .single();
  }

  @Test
  void who_signs_up_gets_a_link_and_only_its_button_confirms_in_any_browser() throws Exception {
    Browser.signedUp(site, "owner");
    var competition = new ImportedForTests(site, "owner").competition(TestBundle.small());
    jdbc()
        .sql(
            """
            update competition set whitelist_emails = '{ada@example.org}', is_published = true,
                   registration_auto_approve = false""")
        .update();
    var ada = Browser.signedUp(site, "ada");
    ada.join(competition);
    var text = letters("ada@example.org");
    assertThat(text).contains("for the account ada on", "It works once", "4 hours", "do nothing");
    var link = link("ada@example.org");

    var scanner = new Browser(site).get(link);
    assertThat(scanner.statusCode()).isEqualTo(200);
    assertThat(scanner.body()).doesNotContain("ada");
    assertThat(isConfirmed("ada")).isFalse();
    assertThat(ada.page("/account").text()).contains("not confirmed", "Send me a link");

    assertThat(opened(link)).isEqualTo(200);
    assertThat(isConfirmed("ada")).isTrue();
    assertThat(ada.page("/account").text()).doesNotContain("not confirmed", "Send me a link");
    assertThat(
            jdbc()
                .sql(
                    "select status from participant p join account a on a.id = p.account_id where a.username = 'ada'")
                .query(String.class)
                .single())
        .as("on the competition's list")
        .isEqualTo("approved");
  }

  @Test
  void a_link_works_once_and_no_answer_says_why_it_does_not() throws Exception {
    Browser.signedUp(site, "bea");
    var link = link("bea@example.org");
    assertThat(opened(link)).isEqualTo(200);
    jdbc().sql("update account set email_confirmed_at = null where username = 'bea'").update();
    assertThat(opened(link)).isEqualTo(410);
    assertThat(isConfirmed("bea")).isFalse();

    Browser.signedUp(site, "late");
    var late = link("late@example.org");
    jdbc().sql("update address_link set expires_at = now() - interval '1 second'").update();
    var visitor = new Browser(site);
    var answer = visitor.post(late, "/confirm-address", "token=" + late.replaceAll(".*=", ""));
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(isConfirmed("late")).isFalse();
    var unknown = visitor.post(late, "/confirm-address", "token=assayl_unknown");
    assertThat(unknown.statusCode()).isEqualTo(410);
    var form = Pattern.compile("<time.*?</time>|value=\"[^\"]*\"|hx-headers=\"[^\"]*\"");
    assertThat(form.matcher(unknown.body()).replaceAll(""))
        .isEqualTo(form.matcher(answer.body()).replaceAll(""));
    assertThat(visitor.get("/confirm-address").statusCode()).isEqualTo(200);
  }

  @Test
  void a_link_of_a_disabled_account_does_nothing() throws Exception {
    Browser.signedUp(site, "gone");
    var link = link("gone@example.org");
    jdbc().sql("update account set disabled_at = now() where username = 'gone'").update();
    assertThat(opened(link)).isEqualTo(410);
    assertThat(isConfirmed("gone")).isFalse();
  }

  @Test
  void another_address_is_not_confirmed_and_ends_the_links_to_the_one_before() throws Exception {
    var cleo = Browser.signedUp(site, "cleo");
    var first = link("cleo@example.org");
    var wrong = cleo.post("/account", "/account/email", "email=c@example.org", "present=no");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(cleo.post("/account", "/account/email", "email=c", "present=" + PASSWORD).body())
        .contains("Write an e-mail address");
    Browser.signedUp(site, "neighbour");
    assertThat(
            cleo.post(
                    "/account",
                    "/account/email",
                    "email=NEIGHBOUR@example.org",
                    "present=" + PASSWORD)
                .body())
        .contains("Another account has this address");
    assertThat(opened(first)).isEqualTo(200);
    assertThat(
            cleo.post("/account", "/account/email", "email=Cleo@Example.org", "present=" + PASSWORD)
                .body())
        .contains("is changed");
    assertThat(isConfirmed("cleo")).as("the same in other letters").isTrue();

    cleo.post("/account", "/account/email", "email=new@example.org", "present=" + PASSWORD);
    assertThat(isConfirmed("cleo")).isFalse();
    var second = link("new@example.org");
    cleo.post("/account", "/account/email", "email=cleo@example.org", "present=" + PASSWORD);
    cleo.post("/account", "/account/email", "email=new@example.org", "present=" + PASSWORD);
    assertThat(opened(second)).as("of the time before").isEqualTo(410);
    assertThat(isConfirmed("cleo")).isFalse();

    cleo.post("/account", "/account/email", "email=", "present=" + PASSWORD);
    assertThat(cleo.page("/account").select(".facts").text()).contains("none");
  }

  @Test
  void a_link_goes_to_the_address_that_it_confirms_and_nowhere_else() throws Exception {
    var dan = Browser.signedUp(site, "dan");
    dan.post("/account", "/account/email", "email=mallory@example.org", "present=" + PASSWORD);
    assertThat(letters("mallory@example.org")).doesNotContain(link("dan@example.org"));
    assertThat(opened(link("dan@example.org"))).isEqualTo(410);
    assertThat(
            jdbc()
                .sql("select count(*) from letter where sent_at is not null and text <> ''")
                .query(Long.class)
                .single())
        .as("letters whose secret is kept though they are sent")
        .isZero();
  }

  @Test
  void no_more_than_three_links_an_hour_go_to_one_address_whichever_account_asks()
      throws Exception {
    var eve = Browser.signedUp(site, "eve");
    assertThat(eve.post("/account", "/account/confirmation-link").body()).contains("on its way");
    eve.post("/account", "/account/confirmation-link");
    var fourth = eve.post("/account", "/account/confirmation-link");
    assertThat(fourth.statusCode()).isEqualTo(422);
    assertThat(fourth.body()).contains("Enough links were sent");

    eve.post("/account", "/account/email", "email=", "present=" + PASSWORD);
    var other = new Browser(site);
    other.post(
        "/sign-up", "/sign-up", "username=evil", "email=eve@example.org", "password=" + PASSWORD);
    assertThat(other.page("/account").text()).contains("evil", "Send me a link");
    assertThat(LINK.matcher(letters("eve@example.org")).results()).hasSize(3);

    jdbc().sql("update address_link set made_at = made_at - interval '61 minutes'").update();
    assertThat(other.post("/account", "/account/confirmation-link").body()).contains("on its way");
    jdbc().sql("update address_link set made_at = made_at - interval '25 hours'").update();
    other.post("/account", "/account/confirmation-link");
    assertThat(
            jdbc()
                .sql("select count(*) from address_link where email = 'eve@example.org'")
                .query(Long.class)
                .single())
        .as("old ones are forgotten")
        .isEqualTo(1);
  }

  @Test
  void no_more_than_forty_links_an_hour_are_sent_for_one_place() throws Exception {
    jdbc()
        .sql(
            """
            insert into address_link (hash, account_id, email, made_at, expires_at, sender)
            select decode(md5('class' || number), 'hex'), (select min(id) from account),
                   number || '@class.example.org', now(), now(), '127.0.0.1'
              from generate_series(1, 40) number""")
        .update();
    var ida = Browser.signedUp(site, "ida");
    assertThat(letters("ida@example.org")).isEmpty();
    var refused = ida.post("/account", "/account/confirmation-link");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Many links were asked for from where you are");

    jdbc().sql("update address_link set made_at = made_at - interval '61 minutes'").update();
    assertThat(ida.post("/account", "/account/confirmation-link").body()).contains("on its way");
    jdbc().sql("delete from address_link where email like '%@class.example.org'").update();
  }

  @Test
  void who_signs_up_by_the_api_gets_a_link_too_and_without_an_address_none() throws Exception {
    var api = Script.of(site, "fay");
    assertThat(
            api.json(
                    "POST",
                    "/api/v1/accounts",
                    Map.of("username", "gus", "email", "gus@example.org", "password", PASSWORD))
                .statusCode())
        .isEqualTo(201);
    assertThat(opened(link("gus@example.org"))).isEqualTo(200);
    assertThat(isConfirmed("gus")).isTrue();
    assertThat(
            api.json("POST", "/api/v1/accounts", Map.of("username", "hal", "password", PASSWORD))
                .statusCode())
        .isEqualTo(201);
    assertThat(
            jdbc()
                .sql(
                    "select count(*) from letter l join account a on a.id = l.account_id where a.username = 'hal'")
                .query(Long.class)
                .single())
        .isZero();
  }
}
