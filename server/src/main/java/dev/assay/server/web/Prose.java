package dev.assay.server.web;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Text that somebody wrote in Markdown or HTML, made safe to show: only what formats text is left,
 * no script, no style, no form, no frame. It can be made in no other way, so a template may trust
 * it.
 */
public final class Prose implements Content {

  private static final List<TablesExtension> EXTENSIONS =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "hr",
              "strong",
              "b",
              "em",
              "i",
              "u",
              "s",
              "del",
              "ins",
              "sub",
              "sup",
              "small",
              "mark",
              "code",
              "pre",
              "kbd",
              "samp",
              "var",
              "blockquote",
              "q",
              "cite",
              "ul",
              "ol",
              "li",
              "dl",
              "dt",
              "dd",
              "table",
              "caption",
              "thead",
              "tbody",
              "tfoot",
              "tr",
              "th",
              "td",
              "a",
              "img",
              "figure",
              "figcaption",
              "div",
              "span",
              "details",
              "summary")
          .allowElements(Prose::oneLevelDown, "h1", "h2", "h3", "h4", "h5", "h6")
          .allowWithoutAttributes("span", "div", "a")
          .allowUrlProtocols("https", "http", "mailto", "data")
          .allowAttributes("href")
          .matching(
              (element, attribute, value) ->
                  value.strip().toLowerCase(Locale.ROOT).startsWith("data:") ? null : value)
          .onElements("a")
          .allowAttributes("src", "alt", "width", "height")
          .onElements("img")
          .allowAttributes("colspan", "rowspan", "scope")
          .onElements("th", "td")
          .allowAttributes("align")
          .matching(false, "left", "center", "right")
          .onElements("th", "td")
          .allowAttributes("start")
          .onElements("ol")
          .allowAttributes("title", "lang", "dir")
          .globally()
          .requireRelNofollowOnLinks()
          .toFactory();

  private final String html;

  private Prose(String html) {
    this.html = html;
  }

  /** The first level is the page's own title. */
  private static String oneLevelDown(String heading, List<String> attributes) {
    return "h" + Math.min(6, heading.charAt(1) - '0' + 1);
  }

  /** Reads Markdown, with tables and with what HTML it contains. */
  public static Prose ofMarkdown(String markdown) {
    return ofHtml(RENDERER.render(PARSER.parse(markdown)));
  }

  /** Reads HTML. */
  public static Prose ofHtml(String untrusted) {
    return new Prose(POLICY.sanitize(untrusted));
  }

  /** Whether there is nothing to read. */
  public boolean isEmpty() {
    return html.isBlank();
  }

  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent(html);
  }

  @Override
  public boolean isEmptyContent() {
    return isEmpty();
  }

  @Override
  public String toString() {
    return html;
  }
}
