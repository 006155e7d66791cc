package dev.assay.server.competitions;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.util.List;

/**
 * Who organises a competition, and who is let in without waiting.
 *
 * @param absent names from a bundle that nobody here has
 * @param whitelist e-mail addresses, one on each line, as they were typed if they were refused
 * @param name what was typed as the name of a new organiser, if it was refused
 */
public record PeopleView(
    CompetitionHead competition,
    List<Organiser> organisers,
    List<String> absent,
    String whitelist,
    String whitelistProblem,
    String name,
    String nameProblem)
    implements PageView {

  /** Somebody who organises. */
  public record Organiser(long account, String username, String displayName, boolean isOwner) {}

  public PeopleView {
    organisers = List.copyOf(organisers);
    absent = List.copyOf(absent);
  }

  /** Its address. */
  public String url() {
    return competition.url() + "/people";
  }

  @Override
  public String template() {
    return "competitions/organisers";
  }

  @Override
  public String title() {
    return "People of " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
