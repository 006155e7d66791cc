package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import java.sql.Types;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
final class JdbcTaskAuthoring implements TaskAuthoring {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  JdbcTaskAuthoring(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public TaskId create(NewTask task) {
    return transactions.execute(
        _ -> {
          var id = insert(task);
          addVersion(id, task.parts(), "");
          return id;
        });
  }

  private TaskId insert(NewTask task) {
    var sql =
        """
        insert into task (key, owner_id, name, description, is_public, created_at)
        values (:key, :owner, :name, :description, :public, :now) returning id
        """;
    return jdbc.sql(sql)
        .param("key", UUID.randomUUID())
        .param("owner", task.owner().value())
        .param("name", task.name())
        .param("description", task.description())
        .param("public", task.isPublic())
        .param("now", SqlTime.of(clock.instant()))
        .query((row, _) -> new TaskId(row.getLong(1)))
        .single();
  }

  @Override
  public TaskVersionId addVersion(TaskId task, NewTask.Parts parts, String note) {
    return transactions.execute(
        _ -> {
          lock(task);
          return insertVersion(task, parts, note);
        });
  }

  private void lock(TaskId task) {
    // The lock makes two editors' versions follow each other instead of failing on the number.
    jdbc.sql("select id from task where id = :task for update")
        .param("task", task.value())
        .query(Long.class)
        .single();
  }

  private TaskVersionId insertVersion(TaskId task, NewTask.Parts parts, String note) {
    var sql =
        """
        insert into task_version (task_id, number, scoring_program, ingestion_program, input_data,
          reference_data, ingestion_only_during_scoring, share_output, show_reference_data, needs_gpus,
          needs_memory_bytes, note, created_at)
        select :task, coalesce(max(number), 0) + 1, :scoring, :ingestion, :input, :reference,
          :ingestionOnly, :shareOutput, :showReference, :gpus, :memory, :note, :now
        from task_version where task_id = :task
        returning id
        """;
    return jdbc.sql(sql)
        .param("task", task.value())
        .param("scoring", parts.scoringProgram().value())
        .param("ingestion", value(parts.ingestionProgram()), Types.BIGINT)
        .param("input", value(parts.inputData()), Types.BIGINT)
        .param("reference", value(parts.referenceData()), Types.BIGINT)
        .param("ingestionOnly", parts.ingestionOnlyDuringScoring())
        .param("shareOutput", parts.shareOutput())
        .param("showReference", parts.showReferenceData())
        .param("gpus", parts.needs().gpus())
        .param("memory", parts.needs().memoryBytes())
        .param("note", note)
        .param("now", SqlTime.of(clock.instant()))
        .query((row, _) -> new TaskVersionId(row.getLong(1)))
        .single();
  }

  @Override
  public void addSolution(
      TaskId task, DatasetId dataset, String name, @Nullable String description) {
    var sql =
        """
        insert into solution (task_id, dataset_id, name, description)
        values (:task, :dataset, :name, :description)
        """;
    jdbc.sql(sql)
        .param("task", task.value())
        .param("dataset", dataset.value())
        .param("name", name)
        .param("description", description)
        .update();
  }

  @Override
  public Optional<TaskId> usable(UUID key, AccountId account) {
    var sql =
        """
        select id from task t
        where key = :key
          and (owner_id = :account or is_public
               or exists (select 1 from task_share s
                          where s.task_id = t.id and s.account_id = :account))
        """;
    return jdbc.sql(sql)
        .param("key", key)
        .param("account", account.value())
        .query((row, _) -> new TaskId(row.getLong(1)))
        .optional();
  }

  @Override
  public boolean isOwn(UUID key, AccountId account) {
    return jdbc.sql("select exists (select 1 from task where key = :key and owner_id = :account)")
        .param("key", key)
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  private static @Nullable Long value(@Nullable DatasetId id) {
    return id == null ? null : id.value();
  }
}
