package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.CompetitionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills what stands above every page of a competition, whichever feature the page belongs to. */
public interface CompetitionHeads {

  /**
   * The head as this reader sees it.
   *
   * @param reader null for a visitor
   * @return empty where the reader may not even know that the competition exists: answer 404
   */
  Optional<CompetitionHead> head(CompetitionId id, @Nullable Account reader);
}
