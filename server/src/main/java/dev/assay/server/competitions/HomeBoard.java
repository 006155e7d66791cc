package dev.assay.server.competitions;

import dev.assay.server.web.HomeView;
import java.util.Optional;

/** Shows the home page the head of a leaderboard. The feature that ranks provides it. */
@FunctionalInterface
public interface HomeBoard {

  /** Empty where the board is hidden or has no entries yet. */
  Optional<HomeView.Excerpt> excerpt(Competition competition, Phase phase);
}
