package dev.assay.server.competitions.exports;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;

/** Where organisers take their competition along as a bundle. */
public record ExportsView(CompetitionHead competition, DumpsView dumps) implements PageView {

  @Override
  public String template() {
    return "changes/exports";
  }

  @Override
  public String title() {
    return "Export " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
