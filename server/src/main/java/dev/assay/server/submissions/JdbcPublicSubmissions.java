package dev.assay.server.submissions;

import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Marks submissions as public, and finds those that others may see. */
@Repository
class JdbcPublicSubmissions {
  /** Of the competition that asks: whether it lets participants, and what it shows by that. */
  private static final String SHOWN =
      """
      from submission s
      join phase p on p.id = s.phase_id and not p.is_hidden
      join competition c on c.id = p.competition_id and c.can_participants_make_submissions_public
      """;

  private static final String IS_PUBLIC = "s.public_at is not null and s.is_entry ";

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcPublicSubmissions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What others see of one: nothing that a phase or a board may hide. */
  record Entry(
      long id,
      long phase,
      String phaseName,
      String participant,
      String fileName,
      long bytes,
      Instant receivedAt) {}

  /** The newest first. */
  List<Entry> list(CompetitionId competition, @Nullable Long before, int most) {
    return jdbc.sql(
            """
            select s.id, p.id as phase, p.name as phase_name, a.display_name as participant,
                   s.file_name, b.size as bytes, s.received_at
            """
                + SHOWN
                + """
                join account a on a.id = s.account_id
                join blob b on b.id = s.blob_id
                where c.id = :competition and (cast(:before as bigint) is null or s.id < :before)
                  and\s"""
                + IS_PUBLIC
                + "order by s.id desc limit :most")
        .param("competition", competition.value())
        .param("before", before)
        .param("most", most)
        .query(
            (row, _) ->
                new Entry(
                    row.getLong("id"),
                    row.getLong("phase"),
                    row.getString("phase_name"),
                    row.getString("participant"),
                    row.getString("file_name"),
                    row.getLong("bytes"),
                    SqlTime.read(row, "received_at")))
        .list();
  }

  int count(CompetitionId competition) {
    return jdbc.sql("select count(*) " + SHOWN + "where c.id = :competition and " + IS_PUBLIC)
        .param("competition", competition.value())
        .query(Integer.class)
        .single();
  }

  /** Whether it is public, and others may see that. */
  boolean isShown(SubmissionId id) {
    return jdbc.sql("select exists (select 1 " + SHOWN + "where s.id = :id and " + IS_PUBLIC + ")")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /** Whether its author made it public, whoever sees that now. */
  boolean isMarked(SubmissionId id) {
    return jdbc.sql("select public_at is not null from submission where id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  boolean isAllowed(CompetitionId competition) {
    return jdbc.sql(
            "select can_participants_make_submissions_public from competition where id = :id")
        .param("id", competition.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * @return false if it has changed meanwhile so that it may not be
   */
  boolean mark(SubmissionId id) {
    return jdbc.sql(
                """
                update submission s set public_at = coalesce(s.public_at, :now)
                  from phase p join competition c on c.id = p.competition_id
                 where s.id = :id and p.id = s.phase_id and s.is_entry and s.state = 'finished'
                   and c.can_participants_make_submissions_public""")
            .param("now", SqlTime.of(clock.instant()))
            .param("id", id.value())
            .update()
        == 1;
  }

  void unmark(SubmissionId id) {
    jdbc.sql("update submission set public_at = null where id = :id")
        .param("id", id.value())
        .update();
  }
}
