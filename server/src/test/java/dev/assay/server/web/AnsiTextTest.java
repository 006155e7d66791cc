package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import org.junit.jupiter.api.Test;

class AnsiTextTest {

  @Test
  void colours_become_classes() {
    assertThat(html("a \u001b[32mb\u001b[0m c")).isEqualTo("a <span class=\"ansi-2\">b</span> c");
    assertThat(html("\u001b[1;91mb\u001b[39mc\u001b[22md"))
        .isEqualTo("<span class=\"ansi-9 ansi-bold\">b</span><span class=\"ansi-bold\">c</span>d");
  }

  @Test
  void markup_is_text() {
    assertThat(html("<b>&\"</b>")).isEqualTo("&lt;b&gt;&amp;\"&lt;/b&gt;");
  }

  @Test
  void every_other_control_sequence_is_dropped() {
    assertThat(html("a\u001b[2J\u001b]0;title\u0007\u001b]8;;http://x\u001b\\b\u0000\u0008\u001b"))
        .isEqualTo("ab");
  }

  @Test
  void unknown_and_absurd_colours_change_nothing() {
    assertThat(html("\u001b[38;5;196mred\u001b[99999999999mx")).isEqualTo("redx");
  }

  @Test
  void lines_of_windows_end_like_others() {
    assertThat(html("a\r\nb")).isEqualTo("a\nb");
  }

  private static String html(String text) {
    var output = new StringOutput();
    AnsiText.of(text).writeTo(output);
    return output.toString();
  }
}
