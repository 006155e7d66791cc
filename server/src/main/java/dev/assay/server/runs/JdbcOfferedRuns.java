package dev.assay.server.runs;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.PredictionsStored;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.contract.WorkerInfo;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.queues.Workers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
final class JdbcOfferedRuns implements OfferedRuns {
  private static final StoredObject NOT_CHECKED = new StoredObject(0, "0".repeat(64));

  private final JdbcClient jdbc;
  private final JdbcOffers offers;
  private final JdbcClaims claims;
  private final JdbcAttempts attempts;
  private final OfferedLogs logs;
  private final AttemptEnds ends;
  private final Workers workers;
  private final Wakeups wakeups;
  private final Clock clock;
  private final TransactionOperations transactions;

  JdbcOfferedRuns(
      JdbcClient jdbc,
      JdbcOffers offers,
      JdbcClaims claims,
      JdbcAttempts attempts,
      OfferedLogs logs,
      AttemptEnds ends,
      Workers workers,
      Wakeups wakeups,
      Clock clock,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.offers = offers;
    this.claims = claims;
    this.attempts = attempts;
    this.logs = logs;
    this.ends = ends;
    this.workers = workers;
    this.wakeups = wakeups;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** What is needed of the attempt that came of an offer. */
  private record Run(
      AttemptId id,
      UUID token,
      AttemptState state,
      boolean cancelAsked,
      Instant startedAt,
      String image) {}

  @Override
  public Optional<Offer> begin(UUID secret, WorkerInfo worker, Duration atMost) {
    return transactions.execute(
        status -> {
          var offer = offers.lock(secret).orElse(null);
          if (offer == null) {
            return Optional.<Offer>empty();
          }
          if (offer.isOpen()) {
            return first(offer, worker, atMost);
          }
          deliveredAgain(offer, worker);
          return Optional.<Offer>empty();
        });
  }

  private Optional<Offer> first(Offer offer, WorkerInfo worker, Duration atMost) {
    awaitAlone(offer);
    var id = workers.asks(offer.queue(), worker, 0).orElseThrow();
    var claimed = claims.claim(offer, id, worker.name(), atMost);
    if (claimed.isEmpty()) {
      offers.close(offer.id());
      return Optional.empty();
    }
    offers.used(offer.id(), claimed.get().attempt());
    offers.takenByForeigner(offer.id());
    workers.uses(id, claimed.get().image());
    var begun = offers.lock(offer.secret()).orElseThrow();
    progress(begun, Activity.FETCHING, null, atMost);
    return Optional.of(begun);
  }

  /**
   * Whoever looks at the evaluation for a moment, such as a sweep that finds its step before over,
   * is waited for: a worker that is refused throws the message away, and another has to be made.
   */
  private void awaitAlone(Offer offer) {
    jdbc.sql("select id from evaluation where id = :id for update")
        .param("id", offer.evaluation().value())
        .query(Long.class)
        .optional();
  }

  /**
   * A broker gives a message to somebody else only once it has lost the one who had it. Whoever had
   * it may live and go on all the same, cut off from the broker alone: so the secret of this
   * message is over for both, and the evaluation is offered anew. A run that always kills its
   * worker comes to an end like that.
   */
  private void deliveredAgain(Offer offer, WorkerInfo worker) {
    var run = run(offer);
    if (run.isEmpty() || run.get().state() != AttemptState.ACTIVE) {
      return;
    }
    logs.say(
        offer,
        "The broker has lost the worker that ran this, and offers it to others (to %s first)."
            .formatted(worker.name()));
    ends.lose(offer.queue(), run.get().id(), run.get().token());
  }

  private Optional<Run> run(Offer offer) {
    return jdbc.sql(
            """
            select a.id, a.token, a.state, a.started_at, a.image,
                   e.cancel_asked_at is not null as cancel_asked
              from offer o join attempt a on a.id = o.attempt_id
              join evaluation e on e.id = a.evaluation_id
             where o.id = :offer""")
        .param("offer", offer.id().value())
        .query(
            (row, number) ->
                new Run(
                    new AttemptId(row.getLong("id")),
                    row.getObject("token", UUID.class),
                    AttemptState.ofSql(row.getString("state")),
                    row.getBoolean("cancel_asked"),
                    SqlTime.read(row, "started_at"),
                    row.getString("image")))
        .optional();
  }

  @Override
  public boolean progress(Offer offer, Activity activity, @Nullable Step step, Duration atMost) {
    var run = run(offer);
    if (run.isEmpty()) {
      return false;
    }
    var heartbeat = new Heartbeat(run.get().token(), activity, step, null, null);
    var beat = attempts.beat(offer.queue(), run.get().id(), heartbeat, atMost);
    beat.ifPresent(
        heard -> {
          if (heard.worker() != null) {
            workers.heard(heard.worker());
          }
          if (heard.isNews()) {
            wakeups.submissionChanged(heard.submission());
          }
        });
    return beat.isPresent();
  }

  @Override
  public Standing standing(Offer offer) {
    return run(offer)
        .map(
            run ->
                switch (run.state()) {
                  case ACTIVE -> run.cancelAsked() ? Standing.CANCEL_ASKED : Standing.ACTIVE;
                  case SCORED, FAILED, CANCELLED, RELEASED -> Standing.REPORTED;
                  case LOST -> Standing.LOST;
                })
        .orElse(Standing.LOST);
  }

  @Override
  public Optional<String> workerName(Offer offer) {
    return jdbc.sql(
            """
            select a.worker_name from offer o join attempt a on a.id = o.attempt_id
             where o.id = :offer""")
        .param("offer", offer.id().value())
        .query(String.class)
        .optional();
  }

  @Override
  public void ranOn(Offer offer, String worker) {
    jdbc.sql(
            """
            update attempt a
               set worker_name = :worker,
                   worker_id = coalesce(
                     (select w.id from worker w
                       where w.queue_id = :queue and w.engine = '' and w.name = :worker
                       order by w.gone_at is null desc, w.last_seen desc limit 1), a.worker_id)
              from offer o where o.id = :offer and a.id = o.attempt_id""")
        .param("worker", worker)
        .param("queue", offer.queue().value())
        .param("offer", offer.id().value())
        .update();
  }

  @Override
  public boolean predicted(Offer offer, BlobId predictions, StepEnd end) {
    var run = run(offer);
    if (run.isEmpty()) {
      return false;
    }
    var stored =
        new PredictionsStored(run.get().token(), NOT_CHECKED, List.of(step(run.get(), end)));
    return ends.keepPredictions(offer.queue(), run.get().id(), stored, predictions)
        && ends.release(
            offer.queue(),
            run.get().id(),
            run.get().token(),
            "the predictions are stored, scoring is another message");
  }

  @Override
  public boolean report(
      Offer offer,
      Outcome outcome,
      @Nullable StepEnd end,
      Map<UploadKind, BlobId> stored,
      List<String> warnings) {
    return run(offer)
        .map(
            run ->
                ends.report(
                    offer.queue(),
                    run.id(),
                    new AttemptResult(
                        run.token(),
                        outcome,
                        run.image(),
                        "",
                        end == null ? List.of() : List.of(step(run, end)),
                        Map.of(),
                        Map.of(),
                        warnings),
                    stored))
        .orElse(false);
  }

  /** These workers do not say when a step began; it is when they took it. */
  private StepReport step(Run run, StepEnd end) {
    return new StepReport(
        end.step(), run.startedAt(), clock.instant(), end.exitCode(), end.ingestionExitCode());
  }
}
