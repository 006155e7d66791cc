package dev.assay.server.competitions;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Prose;
import dev.assay.server.web.Section;
import java.util.List;

/**
 * The overview of a competition.
 *
 * @param texts the organiser's pages in order
 * @param open the page to show, its slug; the first one where it is empty or unknown
 * @param facts what a participant should know of how submissions run
 */
public record CompetitionView(
    CompetitionHead competition, List<Text> texts, String open, List<Fact> facts)
    implements PageView {

  /**
   * One page of the organiser's.
   *
   * @param slug names it in the address: {@code /competitions/7?page=data}
   */
  public record Text(String slug, String title, Prose body) {}

  /**
   * A fact beside the text, such as "Image" and "python:3.11".
   *
   * @param code whether the value is something to copy literally
   */
  public record Fact(String name, String value, boolean code) {}

  public CompetitionView {
    texts = List.copyOf(texts);
    facts = List.copyOf(facts);
  }

  /** Whether a text is the one shown. */
  public boolean isOpen(Text text) {
    var wanted = texts.stream().filter(one -> one.slug().equals(open)).findFirst();
    return text.equals(wanted.orElseGet(texts::getFirst));
  }

  @Override
  public String template() {
    return "competitions/overview";
  }

  @Override
  public String title() {
    return competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
