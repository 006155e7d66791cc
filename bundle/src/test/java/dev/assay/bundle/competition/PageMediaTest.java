package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.SampleBundle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of pages that show what does not come with them. */
class PageMediaTest {

  @Test
  void pictures_of_other_hosts_and_frames_are_told_once_a_page() {
    assertThat(
            told(
                """
                ![A](https://a.example/1.png) ![B](https://a.example/2.png)
                <img width="3" src='//b.example/x.gif'><iframe src="https://c.example"></iframe>
                """))
        .containsExactly(
            "'overview.md' shows pictures of other hosts (a.example, b.example) and frames or films;"
                + " readers get links to them, since pages load nothing from other hosts.");
  }

  @Test
  void pictures_of_the_bundle_are_told_by_name() {
    assertThat(told("![A](images/a.png) <img src=\"logo.png\">"))
        .containsExactly(
            "'overview.md' shows pictures of the bundle (images/a.png, logo.png), which pages"
                + " cannot, in Codabench neither.");
  }

  @Test
  void pictures_that_come_with_the_page_and_links_are_fine() {
    assertThat(told("<img src=\"data:image/png;base64,AAAA\"> [a](b.png) https://a.example"))
        .isEmpty();
  }

  @Test
  void pages_of_version_1_5_are_looked_at_too() {
    assertThat(
            LegacyFlowers.legacy()
                .file("overview.md", "<p><img src=\"https://a.example/1.png\"></p>")
                .codes())
        .containsExactly("PAG-05 W");
  }

  /** A text of beginnings without an end must not take the square of its length. */
  @Test
  void a_long_page_is_looked_at_quickly() {
    var page = "<img ![".repeat(300_000);
    assertThat(told(page)).isEmpty();
    org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofMinutes(1), () -> told(page));
  }

  private static List<String> told(String page) {
    return new SampleBundle()
        .file("overview.md", page).findings().stream()
            .filter(finding -> finding.code() == FindingCode.PAG_05)
            .map(Finding::message)
            .toList();
  }
}
