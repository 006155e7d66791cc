package dev.assay.server.submissions;

import dev.assay.contract.Fault;
import dev.assay.server.competitions.CompetitionHealth;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts over a day's submissions; what a competition received before is not looked at. */
@Repository
class JdbcCompetitionHealth implements CompetitionHealth {
  private static final int HOURS = 24;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcCompetitionHealth(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Health of(CompetitionId competition) {
    var from = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1));
    return new Health(
        hours(competition, from),
        ended(competition, from),
        failed(competition, from),
        usualWait(competition, from),
        waiting(competition),
        oldestWaiting(competition));
  }

  private List<Hour> hours(CompetitionId competition, Instant from) {
    return jdbc.sql(
            """
            select h.hour as begin, count(s.id) as submissions
              from generate_series(cast(:from as timestamptz),
                     cast(:from as timestamptz) + interval '23 hours', interval '1 hour') h (hour)
              left join (select s.id, s.received_at from submission s
                           join phase p on p.id = s.phase_id
                          where p.competition_id = :competition and s.is_entry
                            and s.received_at >= :from) s
                on s.received_at >= h.hour and s.received_at < h.hour + interval '1 hour'
             group by h.hour order by h.hour""")
        .param("from", SqlTime.of(from))
        .param("competition", competition.value())
        .query((row, _) -> new Hour(SqlTime.read(row, "begin"), row.getInt("submissions")))
        .list();
  }

  private int ended(CompetitionId competition, Instant from) {
    return jdbc.sql(
            """
            select count(*) from submission s join phase p on p.id = s.phase_id
             where p.competition_id = :competition and s.is_entry and s.received_at >= :from
               and s.state in ('finished', 'failed')""")
        .param("from", SqlTime.of(from))
        .param("competition", competition.value())
        .query(Integer.class)
        .single();
  }

  /** One of several tasks failed is a failure; the organiser's part is named before others. */
  private Map<Fault, Integer> failed(CompetitionId competition, Instant from) {
    Map<Fault, Integer> failed = new EnumMap<>(Fault.class);
    jdbc.sql(
            """
            select fault, count(*) as submissions from (
              select distinct on (s.id) e.failure ->> 'fault' as fault
                from submission s join phase p on p.id = s.phase_id
                     join evaluation e on e.submission_id = s.id and e.is_current
               where p.competition_id = :competition and s.is_entry and s.received_at >= :from
                 and s.state = 'failed' and e.state = 'failed'
               order by s.id, (e.failure ->> 'fault' = 'ORGANISER') desc) one
             where fault is not null group by fault""")
        .param("from", SqlTime.of(from))
        .param("competition", competition.value())
        .query(
            row -> {
              failed.put(Fault.valueOf(row.getString("fault")), row.getInt("submissions"));
            });
    return failed;
  }

  private @Nullable Duration usualWait(CompetitionId competition, Instant from) {
    return jdbc.sql(
            """
            select extract(epoch from percentile_cont(0.5) within group
                     (order by greatest(a.started_at - s.received_at, interval '0')))
              from submission s join phase p on p.id = s.phase_id
                   join evaluation e on e.submission_id = s.id and e.generation = 1
                   join attempt a on a.evaluation_id = e.id and a.number = 1
             where p.competition_id = :competition and s.is_entry and s.received_at >= :from""")
        .param("from", SqlTime.of(from))
        .param("competition", competition.value())
        .query(Double.class)
        .optional()
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
        .orElse(null);
  }

  private int waiting(CompetitionId competition) {
    return jdbc.sql(
            """
            select count(distinct s.id) from submission s join phase p on p.id = s.phase_id
                   join evaluation e on e.submission_id = s.id and e.is_current
             where p.competition_id = :competition and s.is_entry
               and s.state = 'running' and e.state = 'queued'""")
        .param("competition", competition.value())
        .query(Integer.class)
        .single();
  }

  private @Nullable Waiting oldestWaiting(CompetitionId competition) {
    return jdbc.sql(
            """
            select s.id, e.state_since from submission s join phase p on p.id = s.phase_id
                   join evaluation e on e.submission_id = s.id and e.is_current
             where p.competition_id = :competition and s.is_entry
               and s.state = 'running' and e.state = 'queued'
             order by e.state_since, s.id limit 1""")
        .param("competition", competition.value())
        .query((row, _) -> new Waiting(row.getLong("id"), SqlTime.read(row, "state_since")))
        .optional()
        .orElse(null);
  }
}
