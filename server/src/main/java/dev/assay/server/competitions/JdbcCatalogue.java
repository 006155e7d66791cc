package dev.assay.server.competitions;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists competitions, each with the phase that counts at present. */
@Component
final class JdbcCatalogue {
  private static final int MOST = 200;

  private static final String ENTRY =
      """
      select c.id, c.owner_id, c.title, c.description, c.is_published, a.display_name as organiser,
             now_or_next.name as phase, now_or_next.starts_at, now_or_next.ends_at,
             (select count(*) from participant p
              where p.competition_id = c.id and p.status = 'approved') as participants,
             (select count(*) from participant p
              where p.competition_id = c.id and p.status = 'pending') as pending,
             (select count(*) from submission s
              join phase p on p.id = s.phase_id
              where p.competition_id = c.id and s.is_entry) as submissions
      from competition c
      join account a on a.id = c.owner_id
      left join lateral (
        select p.name, p.starts_at, p.ends_at from phase p
        where p.competition_id = c.id and (p.ends_at is null or p.ends_at > :now)
        order by p.starts_at <= :now desc,
                 case when p.starts_at <= :now then -p.position else p.position end
        limit 1) now_or_next on true
      """;

  /** Open ones first, the nearest deadline first; then those to come, then those that are over. */
  private static final String ORDER =
      """
      order by case when now_or_next.starts_at <= :now then 0
                    when now_or_next.starts_at > :now then 1 else 2 end,
               coalesce(case when now_or_next.starts_at > :now then now_or_next.starts_at
                             else now_or_next.ends_at end, 'infinity'),
               c.id desc
      limit %d
      """
          .formatted(MOST);

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcCatalogue(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A competition in a list.
   *
   * @param phase the open one, else the next; null if all are over
   */
  record Entry(
      CompetitionId id,
      AccountId owner,
      String title,
      String description,
      boolean isPublished,
      String organiser,
      @Nullable PhaseView phase,
      int participants,
      int pending,
      int submissions) {

    boolean isOpenAt(Instant now) {
      return phase != null && phase.standing(now) == PhaseView.Standing.OPEN;
    }
  }

  /** Published ones whose title or summary contains the text. */
  List<Entry> published(String search) {
    var where =
        """
        where c.is_published and (c.title ilike :like escape '\\' or c.description ilike :like escape '\\')
        """;
    return jdbc.sql(ENTRY + where + ORDER)
        .param("now", SqlTime.of(clock.instant()))
        .param("like", "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .query(JdbcCatalogue::entry)
        .list();
  }

  /** Those somebody owns, helps with, or takes part in. */
  List<Entry> of(AccountId account) {
    var where =
        """
        where c.owner_id = :account
           or exists (select 1 from competition_organiser o
                      where o.competition_id = c.id and o.account_id = :account)
           or exists (select 1 from participant p
                      where p.competition_id = c.id and p.account_id = :account
                        and p.status <> 'denied' and (c.is_published or p.status = 'approved'))
        """;
    return jdbc.sql(ENTRY + where + ORDER)
        .param("now", SqlTime.of(clock.instant()))
        .param("account", account.value())
        .query(JdbcCatalogue::entry)
        .list();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    var phase = row.getString("phase");
    return new Entry(
        new CompetitionId(row.getLong("id")),
        new AccountId(row.getLong("owner_id")),
        row.getString("title"),
        row.getString("description"),
        row.getBoolean("is_published"),
        row.getString("organiser"),
        phase == null
            ? null
            : new PhaseView(
                phase, "", SqlTime.read(row, "starts_at"), SqlTime.readNullable(row, "ends_at")),
        row.getInt("participants"),
        row.getInt("pending"),
        row.getInt("submissions"));
  }
}
