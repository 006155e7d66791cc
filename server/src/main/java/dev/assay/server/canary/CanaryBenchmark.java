package dev.assay.server.canary;

import dev.assay.server.canary.JdbcCanaries.Canary;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.NewDataset;
import dev.assay.server.tasks.NewTask;
import dev.assay.server.tasks.TaskAuthoring;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the tiny benchmark that a queue is tried with: a submission of results and a scorer that
 * any image with a shell can run. It is unpublished, and its accounts can never log in.
 */
@Component
class CanaryBenchmark {
  private static final long LARGEST = 1 << 16;

  private final Storage storage;
  private final Datasets datasets;
  private final TaskAuthoring tasks;
  private final JdbcCanaries canaries;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  CanaryBenchmark(
      Storage storage,
      Datasets datasets,
      TaskAuthoring tasks,
      JdbcCanaries canaries,
      JdbcClient jdbc,
      TransactionOperations transactions,
      Clock clock) {
    this.storage = storage;
    this.datasets = datasets;
    this.tasks = tasks;
    this.canaries = canaries;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The queue's canary, made when it is first asked for. */
  Canary of(QueueId queue, String image) throws IOException {
    var known = canaries.find(queue);
    if (known.isPresent()) {
      return known.get();
    }
    var scorer =
        store(
            "canary-scorer.zip",
            Map.of(
                "metadata.yaml", "command: sh $program/score.sh $output\n",
                "score.sh", "echo '{\"score\": 1}' > \"$1/scores.json\"\n"));
    var submission = store("canary.zip", Map.of("answer.txt", "1\n"));
    return transactions.execute(status -> create(queue, image, scorer, submission));
  }

  private BlobId store(String name, Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return storage
          .store(new ByteArrayInputStream(bytes.toByteArray()), LARGEST, name, "application/zip")
          .id();
    } catch (Storage.TooLarge e) {
      throw new IllegalStateException("The canary is a few bytes", e);
    }
  }

  private Canary create(QueueId queue, String image, BlobId scorer, BlobId submission) {
    var owner = account("assay-canary-owner");
    var sender = account("assay-canary");
    var competition = competition(queue, owner, image);
    var phase = phase(competition);
    attachTask(phase, owner, scorer);
    var canary = new Canary(queue, competition, phase, sender, submission);
    canaries.insert(canary);
    return canary;
  }

  /** An account without a password that fits, shut for ever. */
  private AccountId account(String name) {
    jdbc.sql(
            """
            insert into account (username, display_name, password_hash, disabled_at, created_at)
            values (:name, 'Canary', 'none', :now, :now) on conflict do nothing""")
        .param("name", name)
        .param("now", SqlTime.of(clock.instant()))
        .update();
    return new AccountId(
        jdbc.sql("select id from account where username = :name")
            .param("name", name)
            .query(Long.class)
            .single());
  }

  private CompetitionId competition(QueueId queue, AccountId owner, String image) {
    return new CompetitionId(
        jdbc.sql(
                """
                insert into competition (key, owner_id, title, secret_key, docker_image, queue_id,
                                         competition_type, created_at)
                values (:key, :owner, 'Canary', :secret, :image, :queue, 'canary', :now) returning id""")
            .param("key", UUID.randomUUID())
            .param("owner", owner.value())
            .param("secret", UUID.randomUUID())
            .param("image", image)
            .param("queue", queue.value())
            .param("now", SqlTime.of(clock.instant()))
            .query(Long.class)
            .single());
  }

  private PhaseId phase(CompetitionId competition) {
    return new PhaseId(
        jdbc.sql(
                """
                with board as (
                  insert into leaderboard (competition_id, position, title, key, submission_rule, hidden)
                  values (:competition, 0, 'Canary', 'canary', 'Force_Last', true) returning id),
                board_column as (
                  insert into leaderboard_column (leaderboard_id, index, key, title, sorting)
                  select id, 0, 'score', 'Score', 'desc' from board)
                insert into phase (competition_id, leaderboard_id, position, name, starts_at,
                                   execution_time_limit, accepts_only_results)
                select :competition, id, 0, 'Canary', :now, 60, true from board returning id""")
            .param("competition", competition.value())
            .param("now", SqlTime.of(clock.instant()))
            .query(Long.class)
            .single());
  }

  private void attachTask(PhaseId phase, AccountId owner, BlobId scorer) {
    DatasetId program =
        datasets.create(
            new NewDataset(DatasetType.SCORING_PROGRAM, "Canary scorer", owner, scorer));
    var task =
        tasks.create(
            new NewTask(
                owner,
                "Canary",
                null,
                new NewTask.Parts(program, null, null, null, false, false, false)));
    jdbc.sql("insert into phase_task (phase_id, task_id, position) values (:phase, :task, 0)")
        .param("phase", phase.value())
        .param("task", task.value())
        .update();
  }
}
