package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which version of each task the phases of a competition measure with. */
@Component
final class JdbcPhaseTasks {
  private final JdbcClient jdbc;

  JdbcPhaseTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A task of a phase.
   *
   * @param used the number of the version that new submissions are measured with
   * @param follows whether that is always the newest
   * @param otherwise how many submissions have a score by another version
   */
  record PhaseTask(
      PhaseId phase,
      String phaseName,
      TaskId task,
      String key,
      String name,
      int used,
      Instant usedSince,
      int newest,
      boolean follows,
      int otherwise) {}

  /** By phase and position. */
  List<PhaseTask> list(CompetitionId competition) {
    var sql =
        """
        select p.id as phase_id, p.name as phase_name, t.id as task_id, t.key, t.name,
               used.number as used, used.created_at as used_since, newest.number as newest,
               pt.task_version_id is null as follows,
               (select count(*) from evaluation e join submission s on s.id = e.submission_id
                where e.task_id = t.id and e.is_current and e.state = 'scored' and s.is_entry
                  and e.task_version_id <> used.id and s.phase_id = p.id) as otherwise
        from phase p
        join phase_task pt on pt.phase_id = p.id
        join task t on t.id = pt.task_id
        join lateral (select * from task_version where task_id = t.id
                      order by number desc limit 1) newest on true
        join task_version used on used.id = coalesce(pt.task_version_id, newest.id)
        where p.competition_id = :competition
        order by p.position, pt.position
        """;
    return jdbc.sql(sql)
        .param("competition", competition.value())
        .query(JdbcPhaseTasks::phaseTask)
        .list();
  }

  private static PhaseTask phaseTask(ResultSet row, int number) throws SQLException {
    return new PhaseTask(
        new PhaseId(row.getLong("phase_id")),
        row.getString("phase_name"),
        new TaskId(row.getLong("task_id")),
        row.getString("key"),
        row.getString("name"),
        row.getInt("used"),
        SqlTime.read(row, "used_since"),
        row.getInt("newest"),
        row.getBoolean("follows"),
        row.getInt("otherwise"));
  }

  /** From now on that version, whatever comes; false where there is no such task or version. */
  boolean pin(CompetitionId competition, PhaseId phase, TaskId task, int version) {
    var sql =
        """
        update phase_task pt set task_version_id = v.id
        from task_version v, phase p
        where pt.phase_id = :phase and pt.task_id = :task
          and v.task_id = pt.task_id and v.number = :version
          and p.id = pt.phase_id and p.competition_id = :competition
        """;
    return jdbc.sql(sql)
            .param("phase", phase.value())
            .param("task", task.value())
            .param("version", version)
            .param("competition", competition.value())
            .update()
        == 1;
  }

  /** From now on always the newest version; false where there is no such task. */
  boolean follow(CompetitionId competition, PhaseId phase, TaskId task) {
    var sql =
        """
        update phase_task pt set task_version_id = null
        from phase p
        where pt.phase_id = :phase and pt.task_id = :task
          and p.id = pt.phase_id and p.competition_id = :competition
        """;
    return jdbc.sql(sql)
            .param("phase", phase.value())
            .param("task", task.value())
            .param("competition", competition.value())
            .update()
        == 1;
  }
}
