package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.DatasetId;
import java.util.Optional;
import java.util.UUID;

/** Makes and finds data sets. */
public interface Datasets {

  /** Joins the caller's transaction. */
  DatasetId create(NewDataset dataset);

  Optional<Dataset> find(DatasetId id);

  /**
   * The data set of that key if the account may use it: its own, public ones, and those shared with
   * it.
   */
  Optional<Dataset> usable(UUID key, AccountId account);
}
