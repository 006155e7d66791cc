package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.CompetitionUses;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the library where its data sets and tasks are used. */
@Component
final class JdbcCompetitionUses implements CompetitionUses {
  private static final int MOST = 200;

  private final JdbcClient jdbc;
  private final Competitions competitions;

  JdbcCompetitionUses(JdbcClient jdbc, Competitions competitions) {
    this.jdbc = jdbc;
    this.competitions = competitions;
  }

  @Override
  public List<Use> of(DatasetId dataset, Account reader) {
    var sql =
        """
        select c.id, c.title, f.use || ' of ' || p.name as used_as
        from phase p
        join competition c on c.id = p.competition_id,
        lateral (values ('Starting kit', p.starting_kit), ('Public data', p.public_data))
          f (use, dataset_id)
        where f.dataset_id = :id and :id in (p.starting_kit, p.public_data)
        order by c.id desc, p.position limit :most
        """;
    return uses(sql, dataset.value(), reader);
  }

  @Override
  public List<Use> of(TaskId task, Account reader) {
    var sql =
        """
        select c.id, c.title,
               p.name || ', ' || case when pt.task_version_id is null then 'newest version'
                                      else 'version ' || v.number end as used_as
        from phase_task pt
        join phase p on p.id = pt.phase_id
        join competition c on c.id = p.competition_id
        left join task_version v on v.id = pt.task_version_id
        where pt.task_id = :id
        order by c.id desc, p.position limit :most
        """;
    return uses(sql, task.value(), reader);
  }

  private List<Use> uses(String sql, long id, Account reader) {
    return jdbc.sql(sql)
        .param("id", id)
        .param("most", MOST)
        .query(
            (row, _) -> {
              var competition = new CompetitionId(row.getLong("id"));
              return competitions.standing(reader, competition).maySee()
                  ? new Use(
                      row.getString("title"),
                      "/competitions/" + competition,
                      row.getString("used_as"))
                  : new Use("a competition that you cannot see", null, "Phase");
            })
        .list();
  }
}
