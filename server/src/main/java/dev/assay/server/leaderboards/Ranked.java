package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A row of a leaderboard.
 *
 * @param rank shared by rows that are equal in all visible values
 * @param position from 1, without gaps
 * @param values of the whole row by column key; a column without a value is absent
 */
record Ranked(
    SubmissionId submission,
    AccountId account,
    int rank,
    int position,
    Map<String, BigDecimal> values,
    Map<TaskId, Map<String, BigDecimal>> byTask) {

  Ranked {
    values = Map.copyOf(values);
    byTask = Map.copyOf(byTask);
  }
}
