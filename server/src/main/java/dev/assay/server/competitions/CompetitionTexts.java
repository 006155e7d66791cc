package dev.assay.server.competitions;

import dev.assay.server.competitions.CompetitionView.Text;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.web.Prose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The organiser's pages, made safe to show. */
@Component
final class CompetitionTexts {
  private final JdbcCompetitionTexts texts;

  CompetitionTexts(JdbcCompetitionTexts texts) {
    this.texts = texts;
  }

  /** The pages in order; the terms are the last. */
  List<Text> of(CompetitionId id) {
    Set<String> slugs = new HashSet<>();
    List<Text> all = new ArrayList<>();
    for (var page : texts.pages(id)) {
      all.add(new Text(slug(page.title(), slugs), page.title(), Prose.of(page.content())));
    }
    var terms = terms(id);
    if (!terms.isEmpty()) {
      all.add(new Text(slug("terms", slugs), "Terms", terms));
    }
    return all;
  }

  Prose terms(CompetitionId id) {
    return Prose.of(texts.terms(id));
  }

  private static String slug(String title, Set<String> taken) {
    var words = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    var base = words.replaceAll("^-|-$", "");
    var slug = base.isEmpty() ? "page" : base;
    for (var number = 2; !taken.add(slug); number++) {
      slug = base + "-" + number;
    }
    return slug;
  }
}
