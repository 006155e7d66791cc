package dev.assay.server.runs;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.routing.Routing;
import dev.assay.server.tasks.TaskVersion;
import dev.assay.server.tasks.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Queues the evaluations of a re-run, some submissions at a time. How far it is commits with them:
 * killed in between, it goes on from there.
 */
@Component
final class RerunQueueing {
  private static final int AT_ONCE = 50;

  private final JdbcClient jdbc;
  private final JdbcGenerations generations;
  private final Tasks tasks;
  private final Routing routing;
  private final Wakeups wakeups;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;

  RerunQueueing(
      JdbcClient jdbc,
      JdbcGenerations generations,
      Tasks tasks,
      Routing routing,
      Wakeups wakeups,
      ApplicationEventPublisher events,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.generations = generations;
    this.tasks = tasks;
    this.routing = routing;
    this.wakeups = wakeups;
    this.events = events;
    this.transactions = transactions;
  }

  /** What is left to do of a re-run, whose row is locked. */
  private record Left(
      RerunId id, PhaseId phase, boolean rescores, boolean newest, boolean chosen, long after) {}

  void run(RerunId id) {
    while (Boolean.TRUE.equals(transactions.execute(status -> some(id)))) {
      // The next ones.
    }
  }

  private boolean some(RerunId id) {
    var left = lock(id).orElse(null);
    if (left == null) {
      return false;
    }
    var submissions = next(left);
    if (submissions.isEmpty()) {
      jdbc.sql("update rerun set state = 'queued' where id = :id").param("id", id.value()).update();
      return false;
    }
    var queue = queue(left.phase());
    var current = tasks.currentVersions(left.phase());
    var taken =
        submissions.stream()
            .collect(Collectors.groupingBy(one -> queueAgain(left, one, current, queue)));
    publish(left, taken.getOrDefault(Taken.REOPENED, List.of()));
    var skipped = taken.getOrDefault(Taken.SKIPPED, List.of()).size();
    jdbc.sql("update rerun set after_id = :after, skipped = skipped + :skipped where id = :id")
        .param("after", submissions.getLast().value())
        .param("skipped", skipped)
        .param("id", id.value())
        .update();
    wakeups.queueHasWork(queue);
    return true;
  }

  private Optional<Left> lock(RerunId id) {
    return jdbc.sql(
            """
            select phase_id, kind, newest, chosen is not null as chosen, after_id from rerun
             where id = :id and state = 'queueing' for update""")
        .param("id", id.value())
        .query(
            (row, number) ->
                new Left(
                    id,
                    new PhaseId(row.getLong("phase_id")),
                    row.getString("kind").equals("rescore"),
                    row.getBoolean("newest"),
                    row.getBoolean("chosen"),
                    row.getLong("after_id")))
        .optional();
  }

  /** Of a whole phase those that came to a result: what was cancelled stays so. */
  private List<SubmissionId> next(Left left) {
    return jdbc.sql(
            """
            select s.id from submission s, rerun r
             where r.id = :rerun and s.phase_id = r.phase_id and s.id > r.after_id and s.is_entry
               and case when r.chosen is null then s.state in ('finished', 'failed')
                        else s.id = any(r.chosen) end
             order by s.id limit :most""")
        .param("rerun", left.id().value())
        .param("most", AT_ONCE)
        .query((row, number) -> new SubmissionId(row.getLong("id")))
        .list();
  }

  private QueueId queue(PhaseId phase) {
    return routing.queueOf(phase);
  }

  private enum Taken {
    SKIPPED,
    BESIDE,
    /** What never got a score runs for all to see. */
    REOPENED
  }

  private void publish(Left left, List<SubmissionId> reopened) {
    if (!reopened.isEmpty()) {
      events.publishEvent(new ResultsReplaced(left.phase(), reopened));
      reopened.forEach(wakeups::submissionChanged);
    }
  }

  private Taken queueAgain(
      Left left, SubmissionId submission, List<TaskVersion> current, QueueId queue) {
    var taken = Taken.SKIPPED;
    for (var task : current) {
      var present = generations.present(submission, task).orElse(null);
      if (present == null ? left.rescores() : !present.isFinal()) {
        continue;
      }
      var predictions =
          left.rescores() && present != null ? present.predictions() : Optional.<Long>empty();
      if (left.rescores() && predictions.isEmpty()) {
        continue;
      }
      var version = left.newest() || present == null ? task : tasks.version(present.version());
      generations.add(left.id(), submission, version, queue, predictions);
      var reopened = !left.rescores() && generations.reopen(left.id(), submission, version);
      taken = reopened || taken == Taken.REOPENED ? Taken.REOPENED : Taken.BESIDE;
    }
    return taken;
  }
}
