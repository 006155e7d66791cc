package dev.assay.bundle.writing;

import dev.assay.bundle.Findings;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.Overview;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.bundle.yaml.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Which files a bundle consists of: parts that are copied, and texts from the definition. */
final class BundleLayout {
  private static final String NO_TERMS = "There are no terms to accept.\n";
  private static final Set<String> DEFINITIONS = Set.of("competition.yaml", "competition.yml");

  private final BundleSource source;
  private final NavigableMap<String, SourceEntry> copied = new TreeMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  private BundleLayout(BundleSource source) {
    this.source = source;
  }

  /**
   * The files of a bundle.
   *
   * @param definition its pages are renamed where a part has taken their names
   * @param copied parts, by path
   * @param texts pages and terms, by path
   */
  record Planned(
      CompetitionDefinition definition,
      NavigableMap<String, SourceEntry> copied,
      Map<String, String> texts) {}

  /**
   * @throws MissingPart if the source lacks something that the definition names
   */
  static Planned plan(CompetitionDefinition definition, BundleSource source) throws IOException {
    var layout = new BundleLayout(source);
    for (BundleReference reference : References.in(definition)) {
      layout.copy(reference);
    }
    Overview overview = definition.overview();
    PageDefinition terms = layout.terms(overview.terms());
    List<PageDefinition> pages = new ArrayList<>();
    for (PageDefinition page : overview.pages()) {
      pages.add(layout.page(page));
    }
    return new Planned(References.withTexts(definition, terms, pages), layout.copied, layout.texts);
  }

  private void copy(BundleReference reference) throws MissingPart {
    switch (reference) {
      case DatasetKey _ -> {}
      case BundleFile(var path) ->
          copied.put(
              path,
              source
                  .entry(path)
                  .filter(entry -> !entry.isFolder())
                  .orElseThrow(() -> new MissingPart(path)));
      case BundleFolder(var path) -> {
        if (!path.isEmpty() && source.entry(path).filter(SourceEntry::isFolder).isEmpty()) {
          throw new MissingPart(path);
        }
        String prefix = path.isEmpty() ? "" : path + "/";
        source.entries().stream()
            .filter(entry -> entry.path().startsWith(prefix) || entry.path().equals(path))
            .filter(entry -> !DEFINITIONS.contains(entry.path()))
            .forEach(entry -> copied.put(entry.path(), entry));
      }
    }
  }

  /** Bundles must have terms that are not empty; the section {@code assay} says what they are. */
  private PageDefinition terms(PageDefinition terms) throws IOException {
    if (!terms.content().isBlank()) {
      return placed(terms);
    }
    PageDefinition placed = placed(new PageDefinition(terms.title(), terms.file(), NO_TERMS));
    return new PageDefinition(terms.title(), placed.file(), terms.content());
  }

  /** Codabench refuses pages without content. */
  private PageDefinition page(PageDefinition page) throws IOException {
    if (!page.content().isEmpty()) {
      return placed(page);
    }
    var placeholder = new PageDefinition(page.title(), page.file(), PageDefinition.PLACEHOLDER);
    return new PageDefinition(page.title(), placed(placeholder).file(), page.content());
  }

  /** A page keeps its file unless something else is called so. */
  private PageDefinition placed(PageDefinition page) throws IOException {
    String path = page.file();
    int slash = path.lastIndexOf('/') + 1;
    for (int number = 2; !isFor(path, page.content()); number++) {
      path = page.file().substring(0, slash) + number + "-" + page.file().substring(slash);
    }
    if (!copied.containsKey(path)) {
      texts.put(path, page.content());
    }
    return new PageDefinition(page.title(), path, page.content());
  }

  /** Whether a text may stand there, because nothing does or the same. */
  private boolean isFor(String path, String content) throws IOException {
    if (texts.containsKey(path)) {
      return content.equals(texts.get(path));
    }
    SourceEntry entry = copied.get(path);
    if (entry != null) {
      return !entry.isFolder() && content.equals(text(path));
    }
    String next = copied.ceilingKey(path + "/");
    boolean isFolder = next != null && next.startsWith(path + "/");
    return !isFolder && !DEFINITIONS.contains(path) && !liesInFile(path);
  }

  private boolean liesInFile(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      SourceEntry above = copied.get(path.substring(0, slash));
      if (above != null && !above.isFolder()) {
        return true;
      }
    }
    return false;
  }

  /** As the reader would take it, so that a page that lies in a part's folder is not doubled. */
  private String text(String path) throws IOException {
    try (InputStream content = source.open(path)) {
      return Utf8.decode(path, content.readAllBytes(), new Findings())
          .map(text -> text.replace("\r\n", "\n").replace('\r', '\n'))
          .orElse("");
    }
  }
}
