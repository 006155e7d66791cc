package dev.assay.server.competitions.changes;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.server.competitions.QueueChoices;
import dev.assay.server.competitions.imports.KeyPlaces;
import dev.assay.server.competitions.imports.SiteReferenceCheck;
import dev.assay.server.competitions.imports.SiteReferences;
import dev.assay.server.competitions.imports.UsableByKey;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.Dataset;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.TaskAuthoring;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks up what a new version of a competition takes from the site by key: what its author may use,
 * and what the competition uses already, whoever owns it.
 */
@Component
final class KnownReferences {
  private final JdbcClient jdbc;
  private final Datasets datasets;
  private final TaskAuthoring tasks;
  private final QueueChoices queues;

  KnownReferences(JdbcClient jdbc, Datasets datasets, TaskAuthoring tasks, QueueChoices queues) {
    this.jdbc = jdbc;
    this.datasets = datasets;
    this.tasks = tasks;
    this.queues = queues;
  }

  /**
   * What was looked up.
   *
   * @param findings with an error for each key that leads nowhere
   */
  record Found(SiteReferences references, List<Finding> findings) {}

  Found check(
      CompetitionDefinition wanted, BundleSource content, CompetitionId id, AccountId author)
      throws IOException {
    var check = new SiteReferenceCheck(usable(id, author), KeyPlaces.in(content));
    var references = check.check(wanted);
    return new Found(references, check.findings());
  }

  private UsableByKey usable(CompetitionId id, AccountId author) {
    return new UsableByKey() {
      @Override
      public Optional<Dataset> dataset(UUID key) {
        return datasets.usable(key, author).or(() -> datasetOf(id, key).flatMap(datasets::find));
      }

      @Override
      public Optional<TaskId> task(UUID key) {
        return tasks.usable(key, author).or(() -> taskOf(id, key));
      }

      /** What a new version names by key stays as it is. */
      @Override
      public boolean takesSolutions(UUID key) {
        return false;
      }

      @Override
      public boolean queue(UUID key) {
        return queues.mayBeUsed(key, author) || isQueueOf(id, key);
      }
    };
  }

  private Optional<TaskId> taskOf(CompetitionId id, UUID key) {
    var sql =
        """
        select t.id from task t where t.key = :key and exists (
          select 1 from phase p join phase_task pt on pt.phase_id = p.id
          where p.competition_id = :id and pt.task_id = t.id)
        """;
    return jdbc.sql(sql)
        .param("id", id.value())
        .param("key", key)
        .query((row, _) -> new TaskId(row.getLong(1)))
        .optional();
  }

  private boolean isQueueOf(CompetitionId id, UUID key) {
    return jdbc.sql(
            """
            select exists (select 1 from competition c join queue q on q.id = c.queue_id
                           where c.id = :id and q.key = :key
                           union all
                           select 1 from phase p join queue q on q.id = p.queue_id
                           where p.competition_id = :id and q.key = :key)
            """)
        .param("id", id.value())
        .param("key", key)
        .query(Boolean.class)
        .single();
  }

  private Optional<DatasetId> datasetOf(CompetitionId id, UUID key) {
    var sql =
        """
        select d.id from dataset d where d.key = :key and (
          exists (select 1 from phase p
                  where p.competition_id = :id and d.id in (p.public_data, p.starting_kit))
          or exists (select 1 from phase p
                     join phase_task pt on pt.phase_id = p.id
                     join task_version v on v.task_id = pt.task_id
                     where p.competition_id = :id
                       and d.id in (v.scoring_program, v.ingestion_program, v.input_data,
                                    v.reference_data))
          or exists (select 1 from phase p
                     join phase_task pt on pt.phase_id = p.id
                     join solution s on s.task_id = pt.task_id
                     where p.competition_id = :id and s.dataset_id = d.id))
        """;
    return jdbc.sql(sql)
        .param("id", id.value())
        .param("key", key)
        .query((row, _) -> new DatasetId(row.getLong(1)))
        .optional();
  }
}
