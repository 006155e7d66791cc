package dev.assay.server.web;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * Text that somebody wrote in Markdown or HTML, made safe to show: only what formats text is left,
 * no script, no style, no form, no frame. It can be made in no other way, so a template may trust
 * it.
 */
public final class Prose implements Content {

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          AutolinkExtension.create(),
          HeadingAnchorExtension.create());
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
          .allowAttributes("title", "lang", "dir", "id")
          .globally()
          .requireRelNofollowOnLinks()
          .toFactory();

  private static final Pattern BEGINS_WITH_TAG =
      Pattern.compile("^\\s*<(!doctype|!--|[a-z][a-z0-9]*[\\s/>])");

  /** Where HTML is written as it is, a line may begin with anything. */
  private static final Pattern AS_WRITTEN = Pattern.compile("<(pre|style|script|textarea)\\b");

  private static final Pattern MARKDOWN =
      Pattern.compile(
          "(?m)^ {0,3}(#{1,6} +\\S|```|\\|[ :]*-[-| :]*\\|[ \\t]*$)|\\*\\*[^*\\s][^*\\n]*\\*\\*|\\]\\(https?://");

  private static final Pattern JUMP = Pattern.compile("href\\s*=\\s*[\"']?#([^\\s\"'<>]+)");

  private final String html;

  private Prose(String html) {
    this.html = html;
  }

  /** The first level is the page's own title. */
  private static String oneLevelDown(String heading, List<String> attributes) {
    return "h" + Math.min(6, heading.charAt(1) - '0' + 1);
  }

  /**
   * Reads either. Bundles do not say which of the two a page is. Markdown takes HTML too, but reads
   * indented HTML after an empty line as code: what begins with a tag is therefore read as HTML,
   * unless headings and the like follow that are Markdown's.
   */
  public static Prose of(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return BEGINS_WITH_TAG.matcher(lower).find() && !MARKDOWN.matcher(withoutWritten(lower)).find()
        ? ofHtml(text)
        : ofMarkdown(text);
  }

  private static String withoutWritten(String text) {
    var rest = new StringBuilder();
    var matcher = AS_WRITTEN.matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      int end = text.indexOf("</" + matcher.group(1), matcher.end());
      rest.append(text, from, matcher.start());
      from = end < 0 ? text.length() : end;
    }
    return rest.append(text.substring(from)).toString();
  }

  /** Reads Markdown, with tables and with what HTML it contains. */
  public static Prose ofMarkdown(String markdown) {
    return ofHtml(RENDERER.render(PARSER.parse(markdown)));
  }

  /** Reads HTML. */
  public static Prose ofHtml(String untrusted) {
    var targets =
        JUMP.matcher(untrusted).results().map(jump -> jump.group(1)).collect(Collectors.toSet());
    var safe = new StringBuilder();
    HtmlSanitizer.sanitize(
        untrusted,
        POLICY.apply(HtmlStreamRenderer.create(safe, Handler.DO_NOTHING)),
        receiver -> new ProseMedia(receiver, targets));
    return new Prose(safe.toString());
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
