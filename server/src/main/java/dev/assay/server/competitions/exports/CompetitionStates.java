package dev.assay.server.competitions.exports;

import dev.assay.server.kernel.CompetitionId;
import java.util.Optional;

/**
 * Reads what competitions are at present. Whoever asks has checked that the reader organises it.
 */
public interface CompetitionStates {

  /**
   * With all its files: the bundle of this state works on any site. Tasks that are borrowed from
   * somebody who keeps their files are told by their keys all the same.
   */
  Optional<CompetitionState> withFiles(CompetitionId id);

  /**
   * With the keys of tasks and data sets instead of their files: the bundle of this state is small,
   * works on this site alone, and shares the tasks instead of copying them.
   */
  Optional<CompetitionState> withKeys(CompetitionId id);
}
