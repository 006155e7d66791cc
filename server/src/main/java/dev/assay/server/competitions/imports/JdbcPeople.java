package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.People;
import dev.assay.server.competitions.JdbcWhitelist;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes whom a competition names: who is let in without waiting, and who organises it beside its
 * owner. A name without an account is kept and gives nobody rights, now or later.
 */
@Component
public final class JdbcPeople {
  private final JdbcClient jdbc;
  private final JdbcWhitelist whitelist;
  private final Clock clock;

  JdbcPeople(JdbcClient jdbc, JdbcWhitelist whitelist, Clock clock) {
    this.jdbc = jdbc;
    this.whitelist = whitelist;
    this.clock = clock;
  }

  /** These and no others, in the caller's transaction. */
  public void replace(CompetitionId id, People people) {
    whitelist.replace(id, people.whitelistEmails());
    collaborators(id, people.collaborators());
  }

  private void collaborators(CompetitionId id, List<String> names) {
    jdbc.sql(
            """
            delete from competition_organiser o using account a
            where o.competition_id = :id and a.id = o.account_id
              and lower(a.username) <> all(select lower(name) from unnest(cast(:names as text[])) name)
            """)
        .param("id", id.value())
        .param("names", array(names), Types.ARRAY)
        .update();
    jdbc.sql(
            """
            insert into competition_organiser (competition_id, account_id)
            select c.id, a.id from competition c, account a
            where c.id = :id and a.id <> c.owner_id and a.disabled_at is null
              and lower(a.username) in (select lower(name) from unnest(cast(:names as text[])) name)
            on conflict do nothing
            """)
        .param("id", id.value())
        .param("names", array(names), Types.ARRAY)
        .update();
    jdbc.sql(
            """
            update competition c set absent_collaborators = array(
              select name from unnest(cast(:names as text[])) name
              where not exists (select 1 from competition_organiser o join account a on a.id = o.account_id
                                where o.competition_id = c.id and lower(a.username) = lower(name))
              order by name collate "C")
            where id = :id
            """)
        .param("id", id.value())
        .param("names", array(names), Types.ARRAY)
        .update();
    takePart(id);
  }

  /** Who organises a competition takes part in it, so as to try it. */
  private void takePart(CompetitionId id) {
    jdbc.sql(
            """
            insert into participant (competition_id, account_id, status, joined_at)
            select competition_id, account_id, 'approved', :now from competition_organiser
            where competition_id = :id
            on conflict (competition_id, account_id) do update set status = 'approved'
            """)
        .param("id", id.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }
}
