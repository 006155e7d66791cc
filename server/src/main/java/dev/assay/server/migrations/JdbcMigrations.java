package dev.assay.server.migrations;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is to be taken along, and what was. */
@Repository
class JdbcMigrations {
  /** Of the phase {@code from}: finished, on the board, not in the phase {@code target} yet. */
  private static final String COPYABLE =
      """
        from submission s
       where s.phase_id = :source and s.state = 'finished'
         and exists (select 1 from leaderboard_selection r where r.phase_id = :source and r.submission_id = s.id)
         and not exists (select 1 from submission copy
                          where copy.migrated_from = s.id and copy.phase_id = :target)
      """;

  /**
   * The one before a phase {@code p}; those that were taken out of the competition do not count.
   */
  private static final String BEFORE =
      """
      select b.id from phase b
       where b.competition_id = p.competition_id and b.position < p.position and not b.is_hidden
       order by b.position desc limit 1""";

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcMigrations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Phases that have begun and wait for their submissions: the phase before has nothing under way
   * any more.
   */
  List<PhaseId> due() {
    return jdbc
        .sql(
            """
            select p.id from phase p
              join lateral (%s) before on true
             where p.auto_migrate_to_this_phase and not p.has_been_migrated and p.starts_at <= :now
               and not p.is_hidden
               and not exists (select 1 from submission s
                                where s.phase_id = before.id and s.is_entry
                                  and s.state in ('submitted', 'running'))
             order by p.id"""
                .formatted(BEFORE))
        .param("now", SqlTime.of(clock.instant()))
        .query(Long.class)
        .list()
        .stream()
        .map(PhaseId::new)
        .toList();
  }

  Optional<PhaseId> before(PhaseId phase) {
    return jdbc.sql(
            """
            select before.id from phase p join lateral (%s) before on true
             where p.id = :phase"""
                .formatted(BEFORE))
        .param("phase", phase.value())
        .query(Long.class)
        .optional()
        .map(PhaseId::new);
  }

  Optional<PhaseId> after(PhaseId phase) {
    return jdbc.sql(
            """
            select n.id from phase p join phase n on n.competition_id = p.competition_id
             where p.id = :phase and n.position > p.position and not n.is_hidden
             order by n.position limit 1""")
        .param("phase", phase.value())
        .query(Long.class)
        .optional()
        .map(PhaseId::new);
  }

  /** In the order they came in. */
  List<SubmissionId> copyable(PhaseId source, PhaseId target) {
    return jdbc
        .sql("select s.id " + COPYABLE + " order by s.received_at, s.id")
        .param("source", source.value())
        .param("target", target.value())
        .query(Long.class)
        .list()
        .stream()
        .map(SubmissionId::new)
        .toList();
  }

  int countCopyable(PhaseId source, PhaseId target) {
    return jdbc.sql("select count(*) " + COPYABLE)
        .param("source", source.value())
        .param("target", target.value())
        .query(Integer.class)
        .single();
  }

  /**
   * The same file, owner and answers in another phase; counts against no limit.
   *
   * @return empty if it is there already
   */
  Optional<SubmissionId> copy(SubmissionId submission, PhaseId target) {
    return jdbc.sql(
            """
            insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state,
                                    counts_against_limits, fact_sheet_answers, migrated_from)
            select nextval('submission_id'), :target, account_id, blob_id, file_name, :now, 'running',
                   false, fact_sheet_answers, id
              from submission where id = :id
            on conflict (migrated_from, phase_id) where migrated_from is not null do nothing
            returning id""")
        .param("target", target.value())
        .param("now", SqlTime.of(clock.instant()))
        .param("id", submission.value())
        .query(Long.class)
        .optional()
        .map(SubmissionId::new);
  }

  void markMigrated(PhaseId target) {
    jdbc.sql("update phase set has_been_migrated = true where id = :id")
        .param("id", target.value())
        .update();
  }

  /** How a phase stands towards the one before it. */
  record Standing(boolean automatic, boolean migrated, int copied, int running) {}

  Standing standing(PhaseId source, PhaseId target) {
    return jdbc.sql(
            """
            select p.auto_migrate_to_this_phase as automatic, p.has_been_migrated as migrated,
                   (select count(*) from submission s
                     where s.phase_id = p.id and s.migrated_from is not null) as copied,
                   (select count(*) from submission s
                     where s.phase_id = :source and s.is_entry
                       and s.state in ('submitted', 'running')) as running
              from phase p where p.id = :target""")
        .param("source", source.value())
        .param("target", target.value())
        .query(Standing.class)
        .single();
  }
}
