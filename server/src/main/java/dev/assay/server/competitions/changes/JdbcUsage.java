package dev.assay.server.competitions.changes;

import dev.assay.server.kernel.CompetitionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts how phases and tasks are used. */
@Component
final class JdbcUsage {
  private final JdbcClient jdbc;

  JdbcUsage(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Usage of(CompetitionId id) {
    return new Usage(
        counts(
            id,
            """
            select p.key, count(*) from phase p join submission s on s.phase_id = p.id
            where p.competition_id = :id group by p.key
            """),
        names(id, "select key, name from phase where competition_id = :id and is_hidden"),
        counts(id, evaluations("e.is_current and e.state = 'scored'")),
        counts(id, evaluations("e.state in ('queued', 'leased')")),
        new HashSet<>(shared(id)),
        new HashSet<>(former(id)),
        names(
            id,
            """
            select distinct t.key, t.name
            from phase p join phase_task pt on pt.phase_id = p.id join task t on t.id = pt.task_id
            where p.competition_id = :id and not p.is_hidden
            """));
  }

  private static String evaluations(String which) {
    return """
        select t.key, count(*)
        from evaluation e
        join submission s on s.id = e.submission_id
        join phase p on p.id = s.phase_id
        join task t on t.id = e.task_id
        where p.competition_id = :id and s.is_entry and %s group by t.key
        """
        .formatted(which);
  }

  private Map<UUID, Integer> counts(CompetitionId id, String sql) {
    var counts = new HashMap<UUID, Integer>();
    jdbc.sql(sql)
        .param("id", id.value())
        .query(
            row -> {
              counts.put(row.getObject(1, UUID.class), row.getInt(2));
            });
    return counts;
  }

  private Map<UUID, String> names(CompetitionId id, String sql) {
    var names = new HashMap<UUID, String>();
    jdbc.sql(sql)
        .param("id", id.value())
        .query(
            row -> {
              names.put(row.getObject(1, UUID.class), row.getString(2));
            });
    return names;
  }

  private List<UUID> shared(CompetitionId id) {
    var sql =
        """
        select distinct t.key
        from phase p
        join phase_task pt on pt.phase_id = p.id
        join task t on t.id = pt.task_id
        join competition c on c.id = p.competition_id
        where p.competition_id = :id
          and (t.owner_id <> c.owner_id
               or exists (select 1 from phase_task o join phase q on q.id = o.phase_id
                          where o.task_id = t.id and q.competition_id <> p.competition_id))
        """;
    return jdbc.sql(sql).param("id", id.value()).query(UUID.class).list();
  }

  /** A key in a bundle proves nothing, hence a version of this very competition must name it. */
  private List<UUID> former(CompetitionId id) {
    var sql =
        """
        select t.key
        from task t join competition c on c.owner_id = t.owner_id
        where c.id = :id
          and not exists (select 1 from phase_task pt join phase p on p.id = pt.phase_id
                          where pt.task_id = t.id
                            and (not p.is_hidden or p.competition_id <> c.id))
          and exists (select 1 from competition_version v
                      where v.competition_id = c.id
                        and position(t.key::text in v.texts ->> 'competition.yaml') > 0)
        """;
    return jdbc.sql(sql).param("id", id.value()).query(UUID.class).list();
  }
}
