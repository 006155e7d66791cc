package dev.assay.server.leaderboards;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.util.List;

/**
 * What an audit of a board found.
 *
 * @param entries how many rows the board has
 * @param differences in words, the first ones; none is how it should be
 * @param inAll how many differences there are
 * @param boardUrl the board
 * @param remakeUrl where the board is made afresh
 */
public record BoardAuditView(
    CompetitionHead competition,
    String phase,
    int entries,
    List<String> differences,
    int inAll,
    String boardUrl,
    String remakeUrl)
    implements PageView {

  public BoardAuditView {
    differences = List.copyOf(differences);
  }

  @Override
  public String template() {
    return "leaderboards/audit";
  }

  @Override
  public String title() {
    return "Audit of " + phase;
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
