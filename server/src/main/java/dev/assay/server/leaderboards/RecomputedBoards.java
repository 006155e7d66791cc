package dev.assay.server.leaderboards;

import dev.assay.server.competitions.CompetitionChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes boards anew in the transaction that changed their columns, rules or tasks. */
@Component
final class RecomputedBoards {
  private final Leaderboards leaderboards;

  RecomputedBoards(Leaderboards leaderboards) {
    this.leaderboards = leaderboards;
  }

  @EventListener
  void on(CompetitionChanged changed) {
    changed.phases().forEach(leaderboards::recompute);
  }
}
