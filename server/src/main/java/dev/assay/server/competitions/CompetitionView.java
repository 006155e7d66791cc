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
 * @param about what its organisers say of it besides, such as the prize
 * @param facts what a participant should know of how submissions run
 * @param files what the reader may download
 */
public record CompetitionView(
    CompetitionHead competition,
    List<Text> texts,
    String open,
    List<Fact> about,
    List<Fact> facts,
    List<Download> files)
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
   * @param url where the value leads; empty for nowhere
   */
  public record Fact(String name, String value, boolean code, String url) {

    /** A fact that leads nowhere. */
    public Fact(String name, String value, boolean code) {
      this(name, value, code, "");
    }
  }

  /**
   * A file to take along.
   *
   * @param use such as "Starting kit"
   * @param of the phase or task it belongs to
   * @param forParticipants whether participants get it too, and not only organisers
   */
  public record Download(
      String use, String of, String fileName, long bytes, String url, boolean forParticipants) {}

  public CompetitionView {
    texts = List.copyOf(texts);
    about = List.copyOf(about);
    facts = List.copyOf(facts);
    files = List.copyOf(files);
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
