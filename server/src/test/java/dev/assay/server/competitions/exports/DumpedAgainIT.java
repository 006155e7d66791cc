package dev.assay.server.competitions.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.TestBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Round and round: what is uploaded comes out and goes in again as it was. */
class DumpedAgainIT {
  private static DumpsBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = DumpsBed.start();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void a_dump_uploaded_again_makes_an_equal_competition() throws Exception {
    for (var bundle : List.of(DumpsBed.rich().zip(), TestBundle.sample("iris").readAllBytes())) {
      var first = bed.uploaded(bundle);
      var second = bed.uploaded(bed.dump(first, "files"));
      assertSame(first, second);
      assertThat(rows(second)).isEqualTo(rows(first));
    }
  }

  @Test
  void a_dump_with_keys_makes_a_competition_that_shares_the_tasks() throws Exception {
    var first = bed.uploaded(DumpsBed.rich().zip());
    var dump = bed.dump(first, "keys");
    assertThat(dump.length).isLessThan(20_000);
    var second = bed.uploaded(dump);
    assertSame(first, second);
    assertThat(tasks(second)).isEqualTo(tasks(first));
  }

  @Test
  void names_that_people_gave_to_data_sets_come_along() throws Exception {
    var first = bed.uploaded(DumpsBed.rich().zip());
    var name =
        """
        update dataset set name = 'Sixty flowers', description = 'With labels'
        where id = (select v.reference_data from task_version v
                    join phase_task pt on pt.task_id = v.task_id
                    join phase p on p.id = pt.phase_id
                    where p.competition_id = :id and v.reference_data is not null limit 1)
        """;
    bed.site.bean(JdbcClient.class).sql(name).param("id", first.value()).update();
    var second = bed.uploaded(bed.dump(first, "files"));
    var sql =
        """
        select distinct d.name || ': ' || d.description
        from dataset d join task_version v on v.reference_data = d.id
        join phase_task pt on pt.task_id = v.task_id join phase p on p.id = pt.phase_id
        where p.competition_id = :id
        """;
    assertThat(
            bed.site
                .bean(JdbcClient.class)
                .sql(sql)
                .param("id", second.value())
                .query(String.class)
                .list())
        .containsExactly("Sixty flowers: With labels");
  }

  @Test
  void a_data_set_that_only_was_made_public_or_described_comes_along_as_that() throws Exception {
    var first = bed.uploaded(DumpsBed.rich().zip());
    var ofTheTask =
        """
        where d.id in (select unnest(array[v.reference_data, v.scoring_program])
                       from task_version v join phase_task pt on pt.task_id = v.task_id
                       join phase p on p.id = pt.phase_id where p.competition_id = :id)
        """;
    var touched =
        """
        update dataset d set is_public = type = 'scoring_program',
               description = case when type = 'reference_data' then 'Answers' else '' end
        """;
    bed.site.bean(JdbcClient.class).sql(touched + ofTheTask).param("id", first.value()).update();
    var second = bed.uploaded(bed.dump(first, "files"));
    assertThat(
            bed.site
                .bean(JdbcClient.class)
                .sql(
                    "select distinct d.type || d.is_public || d.description from dataset d "
                        + ofTheTask)
                .param("id", second.value())
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("reference_datafalseAnswers", "scoring_programtrue");
  }

  private static void assertSame(CompetitionId first, CompetitionId second) {
    var states = bed.site.bean(CompetitionStates.class);
    var one = states.withFiles(first).orElseThrow();
    var other = states.withFiles(second).orElseThrow();
    assertThat(Compared.without(other.definition())).isEqualTo(Compared.without(one.definition()));
    assertThat(hashes(other)).isEqualTo(hashes(one));
  }

  private static TreeMap<String, String> hashes(CompetitionState state) {
    var hashes = new TreeMap<String, String>();
    state.files().forEach((path, blob) -> hashes.put(path, hash(blob)));
    return hashes;
  }

  private static String hash(BlobId blob) {
    return bed.site.bean(Storage.class).find(blob).orElseThrow().sha256();
  }

  /** Straight from the tables, past everything that exports share with imports. */
  private static List<String> rows(CompetitionId id) {
    var rows = new ArrayList<String>();
    for (var sql :
        List.of(
            """
            select to_jsonb(c) - 'id' - 'key' - 'secret_key' - 'bundle' - 'logo' - 'created_at'
            from competition c where id = :id
            """,
            """
            select to_jsonb(p) - 'id' - 'competition_id'
            from competition_page p where competition_id = :id order by position
            """,
            """
            select to_jsonb(p) - 'id' - 'key' - 'competition_id' - 'leaderboard_id' - 'public_data'
              - 'starting_kit' || jsonb_build_object(
                'kit', (select b.sha256 || b.file_name from dataset d join blob b on b.id = d.blob_id
                        where d.id = p.starting_kit),
                'data', (select b.sha256 || b.file_name from dataset d join blob b on b.id = d.blob_id
                         where d.id = p.public_data),
                'tasks', (select string_agg(t.name, ',' order by pt.position) from phase_task pt
                          join task t on t.id = pt.task_id where pt.phase_id = p.id))
            from phase p where competition_id = :id order by position
            """,
            """
            select (to_jsonb(l) - 'id' - 'competition_id') || jsonb_build_object('columns', (
              select jsonb_agg(to_jsonb(c) - 'id' - 'leaderboard_id' order by c.index)
              from leaderboard_column c where c.leaderboard_id = l.id))
            from leaderboard l where competition_id = :id order by position
            """,
            """
            select jsonb_build_object('name', t.name, 'description', t.description,
              'ds', v.ingestion_only_during_scoring, 'share', v.share_output,
              'show', v.show_reference_data, 'parts', (
                select jsonb_agg(b.sha256 || b.file_name || d.type order by d.type)
                from dataset d join blob b on b.id = d.blob_id
                where d.id in (v.scoring_program, v.ingestion_program, v.input_data, v.reference_data)),
              'solutions', (select jsonb_agg(s.name || s.description || b.sha256) from solution s
                join dataset d on d.id = s.dataset_id join blob b on b.id = d.blob_id
                where s.task_id = t.id))
            from task t join task_version v on v.task_id = t.id
            where t.id in (select task_id from phase_task pt join phase p on p.id = pt.phase_id
                           where p.competition_id = :id)
            order by t.id
            """)) {
      rows.addAll(
          bed.site
              .bean(JdbcClient.class)
              .sql(sql)
              .param("id", id.value())
              .query(String.class)
              .list());
    }
    assertThat(rows).hasSizeGreaterThan(4);
    return rows;
  }

  private static List<Long> tasks(CompetitionId id) {
    return bed.site
        .bean(JdbcClient.class)
        .sql(
            """
            select pt.task_id from phase_task pt join phase p on p.id = pt.phase_id
            where p.competition_id = :id order by p.position, pt.position
            """)
        .param("id", id.value())
        .query(Long.class)
        .list();
  }
}
