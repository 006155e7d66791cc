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
  void text_of_white_space_is_empty() {
    assertThat(Prose.ofMarkdown(" \n\n").isEmpty()).isTrue();
  }
}
