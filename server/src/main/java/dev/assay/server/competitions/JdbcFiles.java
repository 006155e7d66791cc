package dev.assay.server.competitions;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists the files of a competition, and who gets them. */
@Component
final class JdbcFiles {
  private final JdbcClient jdbc;

  JdbcFiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What participants get comes first. A borrowed task's files are not among them: to use a task is
   * not to read it, so they are listed only where the competition's owner may use them by
   * themselves.
   */
  List<CompetitionFile> list(CompetitionId id) {
    var sql =
        """
        with used as (
          select 0 as rank, p.position, p.name as of, f.use, f.dataset_id, true as for_participants
          from phase p, lateral (values ('starting_kit', p.starting_kit),
                                        ('public_data', p.public_data)) f (use, dataset_id)
          where p.competition_id = :id and not p.is_hidden
          union all
          select 1, pt.position, t.name, f.use, f.dataset_id, f.for_participants
          from competition c
          join phase p on p.competition_id = c.id
          join phase_task pt on pt.phase_id = p.id
          join task t on t.id = pt.task_id
          join task_version v on v.task_id = t.id
            and v.id = coalesce(pt.task_version_id,
                                (select id from task_version where task_id = t.id
                                 order by number desc limit 1)),
          lateral (values
            ('input_data', v.input_data, c.make_input_data_available),
            ('ingestion_program', v.ingestion_program, c.make_programs_available),
            ('scoring_program', v.scoring_program, c.make_programs_available),
            ('reference_data', v.reference_data, false)) f (use, dataset_id, for_participants)
          where c.id = :id and not p.is_hidden
          union all
          select 2, pt.position, t.name, 'solution', s.dataset_id, false
          from phase p
          join phase_task pt on pt.phase_id = p.id
          join task t on t.id = pt.task_id
          join solution s on s.task_id = t.id
          where p.competition_id = :id and not p.is_hidden)
        select u.dataset_id, u.use, min(u.of) as of, b.file_name, b.size, b.id as blob_id,
               bool_or(u.for_participants) as for_participants
        from used u
        join competition c on c.id = :id
        join dataset d on d.id = u.dataset_id
        join blob b on b.id = d.blob_id
        where u.rank = 0 or d.owner_id = c.owner_id or d.is_public
           or exists (select 1 from dataset_share s
                      where s.dataset_id = d.id and s.account_id = c.owner_id)
        group by u.dataset_id, u.use, b.file_name, b.size, b.id
        order by bool_or(u.for_participants) desc, min(u.rank), min(u.position), u.use
        """;
    return jdbc.sql(sql).param("id", id.value()).query(JdbcFiles::file).list();
  }

  /** The logo, if it has one. */
  Optional<BlobId> logo(CompetitionId id) {
    return jdbc.sql("select logo from competition where id = :id and logo is not null")
        .param("id", id.value())
        .query((row, _) -> new BlobId(row.getLong(1)))
        .optional();
  }

  private static CompetitionFile file(ResultSet row, int number) throws SQLException {
    return new CompetitionFile(
        new DatasetId(row.getLong("dataset_id")),
        row.getString("use"),
        row.getString("of"),
        row.getString("file_name"),
        row.getLong("size"),
        new BlobId(row.getLong("blob_id")),
        row.getBoolean("for_participants"));
  }
}
