package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes tasks, their versions and their sample solutions. Joins the caller's transaction. */
public interface TaskAuthoring {

  /** Makes the task and its version 1. */
  TaskId create(NewTask task);

  /** Makes the next version; the ones before stay what they are. */
  default TaskVersionId addVersion(TaskId task, NewTask.Parts parts) {
    return addVersion(task, parts, "");
  }

  /**
   * Makes the next version; the ones before stay what they are.
   *
   * @param note what has changed, in its author's words; may be empty
   */
  TaskVersionId addVersion(TaskId task, NewTask.Parts parts, String note);

  /** Offers a sample solution with the task. */
  void addSolution(TaskId task, DatasetId dataset, String name, @Nullable String description);

  /**
   * The task of that key if the account may use it: its own, public ones, and those shared with it.
   */
  Optional<TaskId> usable(UUID key, AccountId account);

  /** Whether the task of that key is the account's own, so that it may change it. */
  boolean isOwn(UUID key, AccountId account);
}
