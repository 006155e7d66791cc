package dev.assay.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestSite;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of queues, filled in wrongly: each says why beside its field, and keeps it. */
class QueueFormsIT {
  private static TestSite site;
  private static Browser owner;
  private static String queue;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.roles=site");
    owner = Browser.signedUp(site, "owner");
    queue = owner.post("/queues", "/queues", "name=Lab").uri().getPath();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "tokens, name, ' '",
    "limit, limit, -3",
    "limit, limit, many",
    "limit, limit, 99999999999",
    "settings, name, ' '",
    "shares, username, nobody-here"
  })
  void what_is_wrong_is_said_beside_its_field(String form, String field, String typed)
      throws Exception {
    var answer = owner.post(queue, queue + "/" + form, field + "=" + typed);

    assertThat(answer.statusCode()).isEqualTo(400);
    var sent = Jsoup.parse(answer.body()).select("form[action=" + queue + "/" + form + "]");
    assertThat(sent.select(".field-error").text()).isNotEmpty();
    var input = sent.select("[name=" + field + "]");
    assertThat(input.attr("value")).isEqualTo(typed);
    assertThat(input.hasAttr("autofocus")).isTrue();
    assertThat(input.attr("aria-describedby"))
        .contains(sent.select(".field-error").attr("id").strip());
    assertThat(Jsoup.parse(answer.body()).select("main .field-error")).hasSize(1);
    assertThat(owner.page(queue).select("h1").text()).contains("Lab");
  }

  @Test
  void a_queue_whose_name_is_too_long_is_not_made() throws Exception {
    var name = "q".repeat(101);

    var answer = owner.post("/queues", "/queues", "name=" + name);

    assertThat(answer.statusCode()).isEqualTo(400);
    var page = Jsoup.parse(answer.body());
    assertThat(page.select("#queues-error").text()).contains("1 to 100 characters");
    assertThat(page.select("#queue-name").attr("value")).isEqualTo(name);
    assertThat(owner.page("/queues").text()).doesNotContain("qqqqq");
  }
}
