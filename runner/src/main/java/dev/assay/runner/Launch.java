package dev.assay.runner;

import java.util.List;

/** Whether there is anything to run in a folder, and what. */
sealed interface Launch {

  /** A command, its variables replaced. */
  record Run(List<String> command) implements Launch {
    public Run {
      command = List.copyOf(command);
    }
  }

  /**
   * Files without a command.
   *
   * @param hasMetadata whether there is a metadata file at all
   * @param reason what is missing or wrong, for people
   */
  record Nothing(boolean hasMetadata, String reason) implements Launch {}

  /** No such folder in this run. */
  record Absent() implements Launch {}
}
