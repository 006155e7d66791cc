package dev.assay.server.runs;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The rows of {@code scoring_pause}. Evaluations that a pause holds are in a state of their own, so
 * that no claim has to look whether their phase is paused.
 */
@Component
final class JdbcPauses implements ScoringPauses {
  private static final Logger log = LoggerFactory.getLogger(JdbcPauses.class);

  /**
   * So many in a row, of two people at least, are more than one odd submission that a scoring
   * program stumbles over.
   */
  static final int IN_A_ROW = 3;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Wakeups wakeups;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;

  JdbcPauses(
      JdbcClient jdbc,
      Clock clock,
      Wakeups wakeups,
      ApplicationEventPublisher events,
      TransactionOperations transactions) {
    this.events = events;
    this.jdbc = jdbc;
    this.clock = clock;
    this.wakeups = wakeups;
    this.transactions = transactions;
  }

  @Override
  public Optional<Pause> of(PhaseId phase) {
    return jdbc.sql(
            """
            select since, why, paused_by,
                   (select count(*) from evaluation e join submission s on s.id = e.submission_id
                     where e.state = 'paused' and s.phase_id = p.phase_id) as waiting
              from scoring_pause p where phase_id = :phase and ended_at is null""")
        .param("phase", phase.value())
        .query(
            (row, number) -> {
              var by = row.getObject("paused_by", Long.class);
              return new Pause(
                  SqlTime.read(row, "since"),
                  row.getString("why"),
                  by == null ? null : new AccountId(by),
                  row.getInt("waiting"));
            })
        .optional();
  }

  /** After a failure that is the organiser's: looks whether everybody's fail. */
  void pauseIfNothingIsScored(PhaseId phase, String failure) {
    if (failsForEverybody(phase)) {
      log.warn("Scoring of phase {} is paused: it fails for everybody", phase);
      var why =
          "The last %d evaluations failed by no participant's fault: %s"
              .formatted(IN_A_ROW, failure);
      hold(null, phase, why)
          .ifPresent(pause -> events.publishEvent(new ScoringPaused(phase, pause, why)));
    }
  }

  private boolean failsForEverybody(PhaseId phase) {
    return jdbc.sql(
            """
            select count(*) = :row and bool_and(theirs) and count(distinct account_id) > 1
              from (select s.account_id,
                           e.state = 'failed' and e.failure ->> 'fault' = 'ORGANISER' as theirs
                      from evaluation e join submission s on s.id = e.submission_id
                     where s.phase_id = :phase and s.trial_id is null and e.kind <> 'shadow'
                       and e.state in ('scored', 'failed')
                       and coalesce(e.failure ->> 'fault', '') <> 'PLATFORM'
                       and e.ended_at > coalesce(
                             (select max(ended_at) from scoring_pause where phase_id = :phase),
                             '-infinity')
                     order by e.ended_at desc, e.id desc limit :row) as last""")
        .param("row", IN_A_ROW)
        .param("phase", phase.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public void pause(AccountId by, PhaseId phase, String why) {
    transactions.executeWithoutResult(status -> hold(by, phase, why));
  }

  /** The pause that begins; empty if it was paused before. */
  private Optional<Long> hold(@Nullable AccountId by, PhaseId phase, String why) {
    var begun =
        jdbc.sql(
                """
                insert into scoring_pause (phase_id, since, why, paused_by)
                values (:phase, :now, :why, :by)
                on conflict (phase_id) where ended_at is null do nothing returning id""")
            .param("phase", phase.value())
            .param("now", SqlTime.of(clock.instant()))
            .param("why", why)
            .param("by", by == null ? null : by.value(), Types.BIGINT)
            .query(Long.class)
            .optional();
    move(phase, EvaluationState.QUEUED, EvaluationState.PAUSED);
    return begun;
  }

  @Override
  public void resume(AccountId by, PhaseId phase) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  update scoring_pause set ended_at = :now, ended_by = :by
                   where phase_id = :phase and ended_at is null""")
              .param("now", SqlTime.of(clock.instant()))
              .param("by", by.value())
              .param("phase", phase.value())
              .update();
          move(phase, EvaluationState.PAUSED, EvaluationState.QUEUED)
              .forEach(wakeups::queueHasWork);
        });
  }

  /** Re-runs, re-scores and trials are not held: they show whether it is mended. */
  private List<QueueId> move(PhaseId phase, EvaluationState from, EvaluationState to) {
    return jdbc.sql(
            """
            with moved as (
              update evaluation e set state = :to, state_since = :now
                from submission s
               where s.id = e.submission_id and s.phase_id = :phase and e.state = :from
                 and e.kind = 'live' and s.trial_id is null
              returning e.queue_id)
            select distinct queue_id from moved""")
        .param("to", to.sql())
        .param("from", from.sql())
        .param("now", SqlTime.of(clock.instant()))
        .param("phase", phase.value())
        .query((row, number) -> new QueueId(row.getLong("queue_id")))
        .list();
  }
}
