package dev.assay.server.competitions.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The editor saves and checks what one types, in a real browser. */
class EditorInBrowserIT extends InTheEditor {

  @Test
  void what_is_typed_is_saved_and_checked_without_a_button() {
    var page = bed.window();
    var draft = EditorBed.draft(page, "Typed");
    page.fill("#f-contact-email", "nobody");
    assertThat(page.locator("#f-contact-email-note")).containsText("no e-mail address");
    assertThat(page.locator("#f-contact-email")).hasAttribute("aria-invalid", "true");
    page.fill("#f-contact-email", "ada@example.org");
    assertThat(page.locator("#f-contact-email-note .remark")).hasCount(0);
    EditorBed.saved(page);
    page.reload();
    assertThat(page.locator("#f-contact-email")).hasValue("ada@example.org");
    assertThat(page.locator(".editor-nav a[aria-current] .editor-nav-done")).hasCount(1);
    assertThat(bed.complaints).isEmpty();
    assertThat(draft).isNotEmpty();
  }

  @Test
  void the_preview_follows_what_is_written() {
    var page = bed.window();
    page.navigate(EditorBed.draft(page, "Preview") + "/pages");
    page.fill("#f-pages-0-file", "## Bees\n\nand *flowers* <script>alert(1)</script>");
    assertThat(page.locator("#f-pages-0-file-preview")).containsText("Bees");
    assertThat(page.locator("#f-pages-0-file-preview h3")).hasCount(1);
    assertThat(page.locator("#f-pages-0-file-preview em")).hasText("flowers");
    assertThat(page.locator("#f-pages-0-file-preview script")).hasCount(0);
    assertThat(bed.complaints).isEmpty();
  }

  @Test
  void a_link_waits_for_what_was_typed_last_and_so_does_a_button() {
    var page = bed.window();
    var draft = EditorBed.draft(page, "Links");
    page.fill("#f-title", "Typed just before the click");
    page.locator("nav.editor-nav a", new Page.LocatorOptions().setHasText("Pages")).click();
    page.waitForURL(Pattern.compile(".*/pages"));
    assertThat(page.locator("h1")).hasText("Typed just before the click");
    page.fill("#f-pages-0-title", "Kept by the button");
    page.click("text=Add a page");
    page.waitForURL(Pattern.compile(".*pages\\?v=.*"));
    assertThat(page.locator("#f-pages-0-title")).hasValue("Kept by the button");
    assertThat(page.locator("textarea")).hasCount(2);
    assertThat(draft).isNotEmpty();
  }

  @Test
  void a_closed_tab_loses_nothing() {
    var page = bed.window();
    var draft = EditorBed.draft(page, "Closed");
    page.fill("#f-description", "The last words");
    page.close();
    var again = bed.window();
    again.navigate(draft + "/about");
    for (var tries = 0; tries < 50 && again.inputValue("#f-description").isEmpty(); tries++) {
      again.reload();
    }
    assertThat(again.locator("#f-description")).hasValue("The last words");
  }

  @Test
  void two_tabs_do_not_overwrite_each_other() {
    var one = bed.window();
    var draft = EditorBed.draft(one, "Tabs");
    var other = bed.window();
    other.navigate(draft + "/about");
    one.fill("#f-title", "From the first tab");
    one.locator("#f-title").blur();
    EditorBed.saved(one);
    assertThat(one.locator("#editor-seen")).not().hasValue(other.inputValue("#editor-seen"));
    other.fill("#f-title", "From the second tab");
    assertThat(other.locator("#editor-notice")).containsText("changed elsewhere");
    assertThat(other.locator("#f-title")).hasValue("From the second tab");
    other.click("text=Save what I wrote instead");
    assertThat(other.locator("#editor-notice .notice")).hasCount(0);
    EditorBed.saved(other);
    one.reload();
    assertThat(one.locator("#f-title")).hasValue("From the second tab");
  }
}
