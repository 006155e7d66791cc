package dev.assay.server.notifications;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.assay.server.testing.Chromium.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.assay.server.testing.Chromium;
import dev.assay.server.testing.TestSite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody signs up, reads the letter on another machine, and is seen by an administrator. */
class AddressStoryIT {
  private static final String PASSWORD = "correct horse battery";

  private static MailBed bed;
  private static TestSite site;
  private static Chromium chromium;
  private static final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() {
    bed = new MailBed();
    site = bed.site();
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    bed.close();
  }

  private static Page window() {
    return chromium.window(site.url(), complaints);
  }

  private static String lastLink() throws Exception {
    var text = bed.letters().getLast().getContent().toString();
    return text.replaceAll("(?s).*(/confirm-address\\?token=[\\w-]+).*", "$1");
  }

  @Test
  void a_link_confirms_an_address_and_an_administrator_sees_it() throws Exception {
    var page = window();
    page.navigate("/sign-up");
    page.fill("[name=username]", "rosa");
    page.fill("[name=email]", "rosa@example.org");
    page.fill("[name=password]", PASSWORD);
    press(page, "Sign up");
    page.navigate("/account");
    assertThat(page.locator(".facts")).containsText("not confirmed");
    press(page, "Send me a link");
    assertThat(page.locator("main")).containsText("A letter with a link is on its way");
    assertThat(bed.received()).isEmpty();

    var elsewhere = window();
    elsewhere.navigate(lastLink());
    press(elsewhere, "Confirm the address");
    assertThat(elsewhere.locator("main")).containsText("The address is confirmed");
    page.navigate("/account");
    assertThat(page.locator(".facts")).not().containsText("not confirmed");

    page.fill("#email", "luxemburg@example.org");
    page.fill("#present", PASSWORD);
    press(page, "Change address");
    assertThat(page.locator("main")).containsText("Your e-mail address is changed");
    assertThat(page.locator(".facts")).containsText("not confirmed");

    var admin = window();
    admin.navigate("/login");
    admin.fill("[name=username]", "admin");
    admin.fill("[name=password]", TestSite.ADMIN_PASSWORD);
    press(admin, "Log in");
    admin.locator(".menu-button").click();
    admin.click("text=Everybody's accounts");
    admin.fill("#q", "luxem");
    press(admin, "Search");
    assertThat(admin.locator("tbody tr")).hasCount(1);
    press(admin, "Confirm the address of rosa");
    assertThat(admin.locator("tbody tr")).containsText("Confirmed");
    press(admin, "Mark as robot rosa");
    assertThat(admin.locator("tbody .tag")).hasText("robot");
    assertThat(complaints).isEmpty();
  }
}
