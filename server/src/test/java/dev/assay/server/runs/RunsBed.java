package dev.assay.server.runs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.zaxxer.hikari.HikariDataSource;
import dev.assay.contract.ClaimRequest;
import dev.assay.contract.RunOrder;
import dev.assay.contract.WorkerInfo;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.queues.QueuesForTests;
import dev.assay.server.routing.Routing;
import dev.assay.server.routing.RoutingForTests;
import dev.assay.server.scheduling.LineForTests;
import dev.assay.server.tasks.TaskVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.unit.DataSize;

/**
 * The whole feature on real PostgreSQL, with a clock moved by hand and a competition of its own.
 */
final class RunsBed implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(30);
  static final int LOG_LIMIT = 1000;

  final MigratedDatabase database = MigratedDatabase.fresh();
  final JdbcClient jdbc = database.jdbc();
  final TransactionOperations transactions = database.transactions();
  final HandClock clock = new HandClock();
  final FakeStorage storage = new FakeStorage(jdbc);
  final List<EvaluationEnded> ended = new CopyOnWriteArrayList<>();
  final List<SubmissionId> replaced = new CopyOnWriteArrayList<>();
  final WaitingClaims waiting = new WaitingClaims();
  final Watches watches = new Watches();
  final SentHints hints = new SentHints();
  final RunsSettings settings =
      new RunsSettings(
          LEASE,
          Duration.ofSeconds(5),
          3,
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          DataSize.ofBytes(LOG_LIMIT),
          DataSize.ofGigabytes(1),
          DataSize.ofMegabytes(1));
  final QueuesForTests queues = new QueuesForTests(jdbc, clock);
  final Wakeups wakeups = new Wakeups(waiting, watches, hints);
  final JdbcEvaluations evaluations = new JdbcEvaluations(jdbc, clock);
  final JdbcAttempts attempts = new JdbcAttempts(jdbc, clock);
  final JdbcOutages outages = new JdbcOutages(jdbc, clock, transactions);
  final JdbcGenerations generations = new JdbcGenerations(jdbc, clock);
  final JdbcPauses pauses = new JdbcPauses(jdbc, clock, wakeups, event -> {}, transactions);
  final EvaluationEnds evaluationEnds =
      new EvaluationEnds(evaluations, generations, pauses, this::end);
  final AttemptEnds ends =
      new AttemptEnds(
          attempts,
          evaluations,
          queues.workers(),
          new RunVerdicts(settings.maxAttempts()),
          wakeups,
          evaluationEnds,
          transactions);
  final Routing routing = RoutingForTests.on(jdbc, queues.queues(), transactions);
  final Runs runs = new JdbcRuns(evaluations, routing, wakeups, evaluationEnds, transactions);
  final Leases leases = new Leases(attempts, queues.workers(), wakeups, settings);
  final Results results = new Results(attempts, ends, storage, settings, transactions);
  final JdbcLogChunks logs = new JdbcLogChunks(jdbc, LOG_LIMIT, wakeups, transactions);
  final FakeCompetition competition;
  final Dispatch dispatch;
  final QueueId queue;
  final Reruns reruns;
  final RerunQueueing queueing;
  final PhaseId phase;
  private final long participant;

  RunsBed() {
    this(1);
  }

  RunsBed(int tasks) {
    var rows = new Rows(database);
    var owner = rows.account("organiser");
    participant = rows.account("participant").id().value();
    var id = rows.competition(owner);
    var leaderboard = rows.leaderboard(id);
    phase = rows.phase(id, leaderboard, 0);
    rows.column(leaderboard, 0, "accuracy");
    rows.column(leaderboard, 1, "duration");
    competition =
        new FakeCompetition(
            id, phase, IntStream.range(0, tasks).mapToObj(_ -> task(rows, owner)).toList());
    queue = queues.queues().defaultQueue();
    queueing =
        new RerunQueueing(
            jdbc, generations, competition, routing, wakeups, this::end, transactions);
    reruns =
        new JdbcReruns(
            jdbc,
            generations,
            evaluations,
            evaluationEnds,
            scheduler(),
            this::end,
            clock,
            transactions);
    var orders =
        new RunOrders(
            competition, competition, storage, attempts, evaluations, settings, transactions);
    dispatch =
        new Dispatch(
            queues.workers(),
            new JdbcClaims(jdbc, LineForTests.of(jdbc, clock), clock),
            orders,
            ends,
            waiting,
            settings,
            clock,
            transactions);
  }

  private SchedulerClient scheduler() {
    return SchedulerClient.Builder.create(
            new TransactionAwareDataSourceProxy(database.dataSource()),
            new RerunTask().queueRerun(queueing))
        .build();
  }

  private void end(Object event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new AssertionError("Published outside a transaction: " + event);
    }
    switch (event) {
      case EvaluationEnded end -> {
        ended.add(end);
        derive(end.submission());
      }
      case ResultsReplaced(_, var submissions) -> {
        replaced.addAll(submissions);
        submissions.forEach(this::derive);
      }
      case FailedByOrganiser _ -> {
        // Whoever is told, nothing of a run depends on it.
      }
      default -> throw new AssertionError("Nobody expects " + event);
    }
  }

  /** As the feature of submissions does, as far as it matters here. */
  private void derive(SubmissionId submission) {
    jdbc.sql(
            """
            update submission set state = (
              select case when bool_or(state in ('queued', 'paused', 'leased')) then 'running'
                          when bool_or(state = 'failed') then 'failed'
                          when bool_or(state = 'cancelled') then 'cancelled'
                          else 'finished' end
                from evaluation where submission_id = :id and is_current)
             where id = :id""")
        .param("id", submission.value())
        .update();
  }

  /** The site worker does at once what it was asked to. */
  RerunId rerun(Reruns.Kind kind, SubmissionId... chosen) {
    var id =
        reruns.ask(
            new AccountId(participant),
            phase,
            new Reruns.Wish(kind, List.of(chosen), true, "the scorer was wrong"));
    queueing.run(id);
    return id;
  }

  private TaskVersion task(Rows rows, Account owner) {
    var program = storage.blob("scoring.zip");
    return FakeCompetition.version(rows.task(owner.id(), program), program);
  }

  /** A new submission with its evaluations, committed. */
  SubmissionId submit() {
    return submit(participant);
  }

  /** The same by somebody else. */
  SubmissionId submitAs(String name) {
    return submit(
        jdbc.sql(
                """
                insert into account (username, display_name, password_hash, created_at)
                values (:name, :name, 'none', now()) returning id""")
            .param("name", name)
            .query(Long.class)
            .single());
  }

  private SubmissionId submit(long account) {
    var id = jdbc.sql("select nextval('submission_id')").query(Long.class).single();
    var submission = new SubmissionId(id);
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  insert into submission (id, phase_id, account_id, blob_id, file_name, received_at,
                                          state)
                  values (:id, :phase, :account, :blob, 'sub.zip', now(), 'submitted')""")
              .param("id", id)
              .param("phase", phase.value())
              .param("account", account)
              .param("blob", storage.blob("sub.zip").value())
              .update();
          runs.evaluate(submission, competition.competition(), competition.currentVersions(phase));
        });
    return submission;
  }

  int activeConnections() {
    return ((HikariDataSource) database.dataSource()).getHikariPoolMXBean().getActiveConnections();
  }

  TestWorker worker(String name) {
    return new TestWorker(this, name);
  }

  Optional<RunOrder> claim(WorkerInfo info, int wait, List<Long> running) {
    try {
      var worker = queues.workers().asks(queue, info, 1).orElseThrow();
      return dispatch.claim(queue, worker, new ClaimRequest(info, 1, wait, running));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The state of the only evaluation that counts. */
  String state(SubmissionId submission) {
    return jdbc.sql("select state from evaluation where submission_id = :id and is_current")
        .param("id", submission.value())
        .query(String.class)
        .single();
  }

  /** States of all attempts at a submission's evaluations, in order. */
  List<String> attempts(SubmissionId submission) {
    return jdbc.sql(
            """
            select a.state from attempt a join evaluation e on e.id = a.evaluation_id
             where e.submission_id = :id order by a.id""")
        .param("id", submission.value())
        .query(String.class)
        .list();
  }

  String failure(SubmissionId submission) {
    return jdbc.sql("select failure::text from evaluation where submission_id = :id")
        .param("id", submission.value())
        .query(String.class)
        .single();
  }

  @Override
  public void close() {
    waiting.close();
    watches.close();
    database.close();
  }

  static WorkerInfo info(String name) {
    return new WorkerInfo(name, UUID.randomUUID(), "0.1", "docker", 2, 1L << 30, 0, 1);
  }

  /** Hints that would have gone to other processes. */
  static final class SentHints implements Hints {
    final List<String> sent = new ArrayList<>();

    @Override
    public synchronized void send(String hint) {
      sent.add(hint);
    }

    @Override
    public void onHint(Consumer<String> listener) {}
  }
}
