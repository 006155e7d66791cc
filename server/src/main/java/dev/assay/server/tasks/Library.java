package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The data sets and tasks that somebody may use: their own, those shared with them, public ones.
 */
public interface Library {

  /** Newest first. */
  List<LibraryDataset> datasets(LibraryQuery query);

  /** Newest first. */
  List<LibraryTask> tasks(LibraryQuery query);

  /** Empty where this account may not use it, as if it did not exist. */
  Optional<LibraryDataset> dataset(UUID key, AccountId account);

  /** Empty where this account may not use it, as if it did not exist. */
  Optional<LibraryTask> task(UUID key, AccountId account);
}
