package dev.assay.server.migrations;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;

/** What goes from each phase to the next. */
public record MigrationsView(CompetitionHead competition, List<Step> steps) implements PageView {

  /**
   * From one phase to the next.
   *
   * @param source the earlier phase; posted to {@code …/phases/{source}/migrate}
   * @param automatic whether it happens by itself once the later phase has begun
   * @param migrated whether it has happened
   * @param copied submissions brought along so far
   * @param waiting submissions on the board that are not in the later phase yet
   * @param running submissions of the earlier phase that are not done yet
   */
  public record Step(
      long source,
      String from,
      String to,
      boolean automatic,
      boolean migrated,
      Instant startsAt,
      int copied,
      int waiting,
      int running) {}

  public MigrationsView {
    steps = List.copyOf(steps);
  }

  @Override
  public String template() {
    return "migrations/migrations";
  }

  @Override
  public String title() {
    return "From phase to phase";
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
