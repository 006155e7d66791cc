package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a submission is worth, by itself and without regard to others.
 *
 * @param values of the whole row by column key; a column without a value is absent
 * @param sortKey compared element by element, the smaller the better; null comes after all numbers.
 *     Rows with equal keys share a rank
 */
record Valued(
    SubmissionId submission,
    AccountId account,
    Instant receivedAt,
    Map<String, BigDecimal> values,
    Map<TaskId, Map<String, BigDecimal>> byTask,
    List<@Nullable BigDecimal> sortKey) {

  Valued {
    values = Map.copyOf(values);
    byTask = Map.copyOf(byTask);
    sortKey = Collections.unmodifiableList(new ArrayList<>(sortKey));
  }
}
