package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>steal()</script>",
        "<img src=x onerror=steal()>",
        "<a href=\"javascript:steal()\">x</a>",
        "<a href=\"data:text/html,<script>steal()</script>\">x</a>",
        "<iframe src=//evil.example></iframe>",
        "<form action=//evil.example><input name=steal></form>",
        "<p style=\"background:url(//evil.example)\">x</p>",
        "<svg onload=steal()><script>steal()</script></svg>",
        "[x](javascript:steal())",
        "<base href=//evil.example>"
      })
  void what_could_do_harm_is_left_out(String hostile) {
    var html = Prose.ofMarkdown(hostile).toString();

    assertThat(html).doesNotContain("steal()", "evil.example", "javascript:");
  }

  @Test
  void what_formats_text_is_kept() {
    var html = Jsoup.parse(Prose.ofMarkdown("# A\n\n**b** `c` [d](/e)\n\n- f\n").toString());

    assertThat(html.select("strong").text()).isEqualTo("b");
    assertThat(html.select("code").text()).isEqualTo("c");
    assertThat(html.select("a").attr("href")).isEqualTo("/e");
    assertThat(html.select("ul > li").text()).isEqualTo("f");
  }

  @Test
  void headings_leave_the_first_level_to_the_page() {
    var html = Jsoup.parse(Prose.ofHtml("<h1>A</h1><h2>B</h2><h6>C</h6>").toString());

    assertThat(html.select("h1")).isEmpty();
    assertThat(html.select("h2").text()).isEqualTo("A");
    assertThat(html.select("h3").text()).isEqualTo("B");
    assertThat(html.select("h6").text()).isEqualTo("C");
  }

  @Test
  void tables_are_read_as_tables() {
    var html = Jsoup.parse(Prose.ofMarkdown("| a | b |\n|---|--:|\n| 1 | 2 |\n").toString());

    assertThat(html.select("th").eachText()).containsExactly("a", "b");
    assertThat(html.select("td").eachText()).containsExactly("1", "2");
  }

  @Test
  void what_is_markdown_on_github_is_markdown_here() {
    var html = Jsoup.parse(Prose.of("~~old~~ see https://example.org/a, or write\n").toString());

    assertThat(html.select("del").text()).isEqualTo("old");
    assertThat(html.select("a").attr("href")).isEqualTo("https://example.org/a");
  }

  @Test
  void a_page_of_html_is_read_as_html_however_it_is_indented() {
    var html =
        Jsoup.parse(
            Prose.of("<div>\n\n    <p>One</p>\n\n<pre># no heading\n**a**</pre></div>").toString());

    assertThat(html.select("p").text()).isEqualTo("One");
    assertThat(html.select("pre").text()).startsWith("# no heading");
    assertThat(html.select("h2, strong")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a](https://example.org)",
        "# A *title*",
        "**bold** text",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```\na\n```"
      })
  void a_page_that_begins_with_a_tag_is_markdown_if_markdown_follows(String markdown) {
    var text = "<div align=\"center\">\n<b>Logo</b>\n</div>\n\n" + markdown;

    assertThat(Prose.of(text).toString()).isEqualTo(Prose.ofMarkdown(text).toString());
    assertThat(Prose.of(text).toString()).doesNotContain("# A", "**", "|-", "```", "](");
  }

  @Test
  void pictures_and_frames_from_elsewhere_are_links_to_them() {
    var html =
        Jsoup.parse(
            Prose.of(
                    """
                    ![A flower](https://example.org/a.png)
                    <img src="http://example.org/b.png">
                    <iframe src="https://video.example/1" title="Talk">old browser</iframe>
                    <video><source src="https://video.example/2"></video>
                    <a href="https://example.org"><img src="https://badge.example/c.svg" alt="badge"></a>
                    """)
                .toString());

    assertThat(html.select("img, iframe, video")).isEmpty();
    assertThat(html.select("a").eachText())
        .containsExactly(
            "Picture: A flower",
            "Picture at example.org",
            "Talk",
            "Content at video.example",
            "Picture: badge");
    assertThat(html.select("a").eachAttr("href"))
        .containsExactly(
            "https://example.org/a.png",
            "http://example.org/b.png",
            "https://video.example/1",
            "https://video.example/2",
            "https://example.org");
    assertThat(html.text()).doesNotContain("old browser");
  }

  @Test
  void pictures_in_the_text_are_shown_and_those_of_files_are_named() {
    var html =
        Jsoup.parse(
            Prose.of("![Map](map.png) <img src='data:image/png;base64,iVBORw0KGgo='>").toString());

    assertThat(html.select("img").eachAttr("src"))
        .containsExactly("data:image/png;base64,iVBORw0KGgo=");
    assertThat(html.text()).contains("[Picture: Map]");
  }

  @Test
  void jumps_inside_a_text_lead_to_names_of_its_own() {
    var html =
        Jsoup.parse(
            Prose.of(
                    "[Data](#the-data) [x](#old)\n\n<a name=\"old\"></a>\n\n## The data\n\n## main\n")
                .toString());

    assertThat(html.select("a[href]").eachAttr("href"))
        .containsExactly("#text-the-data", "#text-old");
    assertThat(html.select("#text-the-data").text()).isEqualTo("The data");
    assertThat(html.select("#text-old")).hasSize(1);
    assertThat(html.select("[id]")).hasSize(2);
  }

  @Test
  void text_of_white_space_is_empty() {
    assertThat(Prose.ofMarkdown(" \n\n").isEmpty()).isTrue();
  }
}
