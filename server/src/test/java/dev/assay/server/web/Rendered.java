package dev.assay.server.web;

import dev.assay.server.web.samples.Samples;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Renders views without a site, for tests that ask what a page says. */
final class Rendered {

  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.assay.server.templates");

  private Rendered() {}

  /** A sample page as ada sees it. */
  public static Document sample(String name) {
    var view = Objects.requireNonNull(Samples.all().get(name), name);
    return page(view, name.startsWith("visitor-") ? null : new Viewer("ada", true, false));
  }

  /** Any page or fragment, read from /. */
  public static Document page(FragmentView view, @Nullable Viewer viewer) {
    var csrf = new Csrf("_csrf", "X-CSRF-TOKEN", "token-of-the-test");
    var page = new Page(viewer, csrf, Samples.NOW, path -> "/assets/" + path);
    var clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    var templates =
        new Templates(ENGINE, new Pages(clock, path -> "/assets/" + path, Optional::empty));
    var output = new StringOutput();
    templates.render(view, page, output);
    return Jsoup.parse(output.toString(), "http://site.example/");
  }
}
