package dev.assay.server.codabench;

import dev.assay.server.kernel.SqlTime;
import dev.assay.server.runs.OfferId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code codabench_report}. */
@Component
final class JdbcReports {
  private static final String BROKE_OFF = "Broke_Off";

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcReports(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What a worker said so far. */
  record Said(
      @Nullable Instant endedAt,
      @Nullable String scores,
      @Nullable Instant scoredAt,
      @Nullable String trouble,
      @Nullable String troubleText) {
    static final Said NOTHING = new Said(null, null, null, null, null);
  }

  Said of(OfferId offer) {
    return jdbc.sql("select * from codabench_report where offer_id = :offer")
        .param("offer", offer.value())
        .query(
            (row, number) ->
                new Said(
                    SqlTime.readNullable(row, "ended_at"),
                    row.getString("scores"),
                    SqlTime.readNullable(row, "scored_at"),
                    row.getString("trouble"),
                    row.getString("trouble_text")))
        .optional()
        .orElse(Said.NOTHING);
  }

  void ended(OfferId offer) {
    jdbc.sql(
            """
            insert into codabench_report (offer_id, ended_at) values (:offer, :now)
            on conflict (offer_id) do update
               set ended_at = coalesce(codabench_report.ended_at, excluded.ended_at)""")
        .param("offer", offer.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  void scored(OfferId offer, String scores) {
    jdbc.sql(
            """
            insert into codabench_report (offer_id, scores, scored_at) values (:offer, :scores, :now)
            on conflict (offer_id) do update
               set scores = excluded.scores, scored_at = excluded.scored_at""")
        .param("offer", offer.value())
        .param("scores", scores)
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  void trouble(OfferId offer, String kind, String text) {
    jdbc.sql(
            """
            insert into codabench_report (offer_id, trouble, trouble_text) values (:offer, :kind, :text)
            on conflict (offer_id) do update
               set trouble = excluded.trouble, trouble_text = excluded.trouble_text""")
        .param("offer", offer.value())
        .param("kind", kind)
        .param("text", text)
        .update();
  }

  /**
   * The worker broke off.
   *
   * @return false if that was noted before
   */
  boolean brokeOff(OfferId offer, String text) {
    return jdbc.sql(
                """
                insert into codabench_report (offer_id, trouble, trouble_text)
                values (:offer, :kind, :text)
                on conflict (offer_id) do update
                   set trouble = excluded.trouble, trouble_text = excluded.trouble_text
                 where codabench_report.trouble is distinct from excluded.trouble""")
            .param("offer", offer.value())
            .param("kind", BROKE_OFF)
            .param("text", text)
            .update()
        > 0;
  }

  /** Secrets of offers whose worker has reported an end, and whose attempt goes on. */
  List<UUID> unfinished() {
    return jdbc.sql(
            """
            select o.secret from codabench_report r
              join offer o on o.id = r.offer_id
              join attempt a on a.id = o.attempt_id
             where (r.ended_at is not null or r.scored_at is not null) and a.state = 'active'""")
        .query(UUID.class)
        .list();
  }
}
