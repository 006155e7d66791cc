package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import java.util.List;

/**
 * Lets others use data sets and tasks. Whether the caller may decide so is for the caller to check.
 * Each change may be made twice without harm.
 */
public interface Sharing {

  /** What is shared. */
  sealed interface Thing {
    /** Whoever may use a data set may read its file. */
    record OfDataset(DatasetId id) implements Thing {}

    /** Whoever may use a task may let it measure submissions, but not read its files. */
    record OfTask(TaskId id) implements Thing {}
  }

  void share(Thing thing, AccountId with);

  void unshare(Thing thing, AccountId with);

  /** In the order in which they were let in. */
  List<AccountId> sharedWith(Thing thing);

  /** Lets everybody use it, or only its owner and those it is shared with. */
  void makePublic(Thing thing, boolean isPublic);
}
