package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.web.samples.Samples;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page. */
class SamplePagesTest {

  static Stream<String> pages() {
    return Samples.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_has_a_title_one_main_heading_and_its_landmarks(String name) {
    var page = Rendered.sample(name);

    assertThat(page.title()).endsWith(" · Assay");
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("header.masthead, main#main, footer, nav[aria-label=Site]")).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_needs_no_inline_script_or_style(String name) {
    var page = Rendered.sample(name);

    assertThat(page.select("style, [style], script:not([src])")).isEmpty();
    for (var element : page.getAllElements()) {
      assertThat(element.attributes()).noneMatch(one -> one.getKey().startsWith("on"));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_form_that_changes_something_carries_the_token(String name) {
    for (var form : Rendered.sample(name).select("form[method=post]")) {
      assertThat(form.select("input[name=_csrf]").attr("value"))
          .as(form.attr("action"))
          .isEqualTo("token-of-the-test");
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_field_has_a_label(String name) {
    var page = Rendered.sample(name);
    for (var field : page.select("input:not([type=hidden]):not([hidden]), select, textarea")) {
      assertThat(isLabelled(page, field)).as(field.outerHtml()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void ids_are_unique_and_references_lead_somewhere(String name) {
    var page = Rendered.sample(name);

    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    for (var attribute : new String[] {"aria-labelledby", "aria-describedby", "for", "form"}) {
      for (var value : page.select("[" + attribute + "]").eachAttr(attribute)) {
        for (var id : value.strip().split(" +")) {
          assertThat(id.isEmpty() || page.getElementById(id) != null).as(attribute + id).isTrue();
        }
      }
    }
  }

  private static boolean isLabelled(Document page, Element field) {
    return field.closest("label") != null
        || !field.attr("aria-label").isBlank()
        || !page.select("label[for=\"" + field.id() + "\"]").isEmpty();
  }
}
