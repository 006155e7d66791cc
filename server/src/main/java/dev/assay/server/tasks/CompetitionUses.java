package dev.assay.server.tasks;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which competitions use something. The feature that keeps competitions provides it. */
public interface CompetitionUses {

  /** Phases that offer it for download; tasks made of it are not named here. */
  List<Use> of(DatasetId dataset, Account reader);

  /** Phases that measure with it. */
  List<Use> of(TaskId task, Account reader);

  /**
   * A use.
   *
   * @param competition its title; a word instead where the reader may not see it
   * @param url null where the reader may not see it
   * @param as in which phase, and for what
   */
  record Use(String competition, @Nullable String url, String as) {}
}
