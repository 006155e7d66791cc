package dev.assay.server.competitions.changes;

import static dev.assay.server.competitions.changes.OwnSettingsBed.id;
import static dev.assay.server.competitions.changes.OwnSettingsBed.rich;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.Competitions.Standing;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who takes part and who organises, as a bundle lists them before they have an account. */
class ListedPeopleIT {
  private static OwnSettingsBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new OwnSettingsBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void whoever_is_on_the_list_takes_part_at_once_and_others_wait() throws Exception {
    var path = bed.competition(rich());
    bed.ann.publish(path);
    confirm("eve");
    assertThat(bed.eve.page(path + "/join").text()).contains("as soon as you have joined");
    bed.eve.join(path);
    assertThat(bed.standing("eve", id(path))).isEqualTo(Standing.PARTICIPANT);
    var zoe = Browser.signedUp(bed.site, "zoe" + id(path));
    zoe.join(path);
    assertThat(bed.standing("zoe" + id(path), id(path))).isEqualTo(Standing.PENDING);

    var people = path + "/people";
    confirm("zoe" + id(path));
    assertThat(bed.standing("zoe" + id(path), id(path))).isEqualTo(Standing.PENDING);
    bed.bob.post(
        people, people + "/whitelist", "emails=zoe" + id(path) + "@example.org\nx@example.org");
    assertThat(bed.standing("zoe" + id(path), id(path))).isEqualTo(Standing.PARTICIPANT);
    assertThat(bed.bob.post(people, people + "/whitelist", "emails=no address").statusCode())
        .isEqualTo(422);
    assertThat(bed.state(id(path)).people().whitelistEmails()).hasSize(2);
  }

  @Test
  void an_address_that_nobody_confirmed_lets_nobody_in_and_the_organiser_is_told()
      throws Exception {
    var path = bed.competition(rich().replacing("else@example.org", "zed@example.org"));
    bed.ann.publish(path);
    var zed = Browser.signedUp(bed.site, "zed");
    assertThat(zed.page(path + "/join").text()).contains("one by one");
    zed.join(path);
    bed.ann.post(path + "/people", path + "/people/whitelist", "emails=ZED@example.org");
    assertThat(bed.standing("zed", id(path))).isEqualTo(Standing.PENDING);
    assertThat(bed.ann.page(path + "/organise").text())
        .contains("On your list; the address is not confirmed");
    assertThat(zed.page("/account").text()).contains("not confirmed");

    assertThat(confirmed(Script.of(bed.site, "zed"), "Zed", "zed@example.org")).isEqualTo(404);
    assertThat(confirmed(bed.admin(), "Zed", "eve@example.org")).isEqualTo(404);
    assertThat(confirmed(bed.admin(), "Zed", "")).isEqualTo(400);
    assertThat(bed.standing("zed", id(path))).isEqualTo(Standing.PENDING);
    assertThat(confirmed(bed.admin(), "Zed", "ZED@Example.org")).isEqualTo(200);
    assertThat(bed.standing("zed", id(path))).isEqualTo(Standing.PARTICIPANT);
    assertThat(bed.ann.page(path + "/organise").text()).doesNotContain("not confirmed");
    assertThat(zed.page("/account").text()).doesNotContain("not confirmed");
  }

  @Test
  void who_was_kept_out_stays_out_though_the_address_is_confirmed() throws Exception {
    var path = bed.competition(rich().replacing("else@example.org", "out@example.org"));
    bed.ann.publish(path);
    var out = Browser.signedUp(bed.site, "out");
    out.join(path);
    bed.ann.post(path + "/organise", path + "/participants/" + bed.account("out").id() + "/deny");
    confirm("out");
    assertThat(bed.standing("out", id(path))).isEqualTo(Standing.DENIED);
  }

  private static void confirm(String username) throws Exception {
    assertThat(confirmed(bed.admin(), username, username + "@example.org")).isEqualTo(200);
  }

  private static int confirmed(Script by, String username, String email) throws Exception {
    var path = "/api/v1/accounts/" + username + "/confirmed-email";
    return by.json("PUT", path, Map.of("email", email)).statusCode();
  }

  @Test
  void organisers_are_made_and_unmade_and_a_stranger_does_not_find_the_page() throws Exception {
    var path = bed.competition(TestBundle.small());
    var people = path + "/people";
    assertThat(bed.eve.get(people).statusCode()).isEqualTo(404);
    assertThat(bed.ann.post(people, people, "username=nobody").statusCode()).isEqualTo(422);
    bed.ann.post(people, people, "username=Bob");
    assertThat(bed.standing("bob", id(path))).isEqualTo(Standing.ORGANISER);
    assertThat(bed.bob.page(people).select("tbody tr").eachText())
        .hasSize(2)
        .first()
        .asString()
        .contains("Owner");
    bed.bob.post(people, people + "/" + bed.account("bob").id() + "/remove");
    assertThat(bed.standing("bob", id(path))).isEqualTo(Standing.PARTICIPANT);
    bed.ann.post(people, people + "/" + bed.account("ann").id() + "/remove");
    assertThat(bed.standing("ann", id(path))).isEqualTo(Standing.ORGANISER);
  }

  @Test
  void a_name_without_an_account_gives_nobody_rights_even_if_somebody_takes_it_later()
      throws Exception {
    var name = "later" + UUID.randomUUID().toString().substring(0, 8);
    var path = bed.competition(rich().replacing("nobody-here", name));
    Browser.signedUp(bed.site, name);
    assertThat(bed.standing(name, id(path))).isEqualTo(Standing.CANNOT_SEE);
    assertThat(bed.ann.page(path + "/people").text()).contains(name);
    bed.ann.post(path + "/people", path + "/people/forget", "username=" + name);
    assertThat(bed.state(id(path)).people().collaborators()).containsExactly("bob");
  }
}
