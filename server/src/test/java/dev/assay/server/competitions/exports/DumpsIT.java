package dev.assay.server.competitions.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dumps over HTTP, with the site worker at work: what is uploaded comes out and goes in again. */
class DumpsIT {
  private static TestSite site;
  private static Browser ann;

  @TempDir static Path temp;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.tasks.heartbeat=100ms");
    ann = Browser.signedUp(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static final String RICH =
      """
      version: 2
      title: Small
      description: "Mind: the # and 'quotes'"
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      reward: 100 EUR
      contact_email: ann@example.org
      competition_type: benchmark
      registration_auto_approve: yes
      enable_detailed_results: true
      show_detailed_results_in_leaderboard: false
      auto_run_submissions: false
      make_input_data_available: true
      forum_enabled: false
      fact_sheet:
        method:
          key: method
          type: select
          title: Which method?
          selection: [tree, "yes", "1.0"]
          is_required: "true"
          is_on_leaderboard: "false"
        note: {key: note, type: text, title: "", selection: "", is_required: "false", is_on_leaderboard: "true"}
      pages:
        - title: Overview
          file: overview.md
        - title: Überblick & mehr
          file: page two.md
      tasks:
        - index: 0
          name: Only
          scoring_program: scoring_program
          reference_data: data.zip
        - index: 1
          name: Second
          description: "yes"
          scoring_program: scoring_program
          ingestion_program: scoring_program
          ingestion_only_during_scoring: true
      solutions:
        - index: 0
          name: Baseline
          description: As simple as it gets.
          path: data.zip
          tasks: [0, 1]
      phases:
        - index: 0
          name: Open
          start: "2026-01-01 09:30:15"
          end: "2026-02-01 18:45:30"
          tasks: [1, 0]
          max_submissions_per_day: 0
          max_submissions: null
          execution_time_limit: 77
          starting_kit: kit.tar.gz
          public_data: data.zip
        - index: 1
          name: Final
          start: "2026-02-01 18:45:30"
          tasks: [0]
          auto_migrate_to_this_phase: true
          hide_output: true
          accepts_only_result_submissions: true
      leaderboards:
        - title: Results
          key: results
          submission_rule: Force_Best
          hidden: true
          primary_index: 3
          columns:
            - {title: Score, key: score, index: 0, precision: 0, sorting: asc}
            - {title: Time, key: time, index: 3, hidden: true}
            - {title: Both, key: both, index: 5, computation: avg, computation_indexes: [0, 3]}
      assay:
        network: default
        writable_root: true
        user: "1000"
        tasks:
          1: {share_output: true, show_reference_data: true}
      """;

  /** Everything that exports lose elsewhere. */
  private static TestBundle rich() {
    return TestBundle.small()
        .with("competition.yaml", RICH)
        .with("kit.tar.gz", "not a zip, and called so")
        .with("page two.md", "Second\n");
  }

  @Test
  void a_dump_uploaded_again_makes_an_equal_competition() throws Exception {
    for (var bundle : List.of(rich().zip(), TestBundle.sample("iris").readAllBytes())) {
      var first = uploaded(bundle);
      var second = uploaded(dump(first, "files"));
      assertSame(first, second);
      assertThat(rows(second)).isEqualTo(rows(first));
    }
  }

  @Test
  void a_dump_with_keys_makes_a_competition_that_shares_the_tasks() throws Exception {
    var first = uploaded(rich().zip());
    var dump = dump(first, "keys");
    assertThat(dump.length).isLessThan(20_000);
    var second = uploaded(dump);
    assertSame(first, second);
    assertThat(tasks(second)).isEqualTo(tasks(first));
  }

  @Test
  void times_limits_and_names_of_files_are_in_the_bundle_as_codabench_needs_them()
      throws Exception {
    var id = uploaded(rich().zip());
    var file = Files.write(temp.resolve("looked-at.zip"), dump(id, "files"));
    try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
      String yaml;
      try (var bytes = source.open("competition.yaml")) {
        yaml = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      }
      assertThat(yaml)
          .startsWith("# Exported from http")
          .contains(
              "version: 2\n",
              "start: \"2026-01-01T09:30:15Z\"",
              "max_submissions: 0",
              "starting_kit: starting_kit/kit.tar.gz",
              "primary_index: 3",
              "ingestion_only_during_scoring: true");
      assertThat(source.entry("starting_kit/kit.tar.gz")).isPresent();
    }
  }

  @Test
  void names_that_people_gave_to_data_sets_come_along() throws Exception {
    var first = uploaded(rich().zip());
    var name =
        """
        update dataset set name = 'Sixty flowers', description = 'With labels'
        where id = (select v.reference_data from task_version v
                    join phase_task pt on pt.task_id = v.task_id
                    join phase p on p.id = pt.phase_id
                    where p.competition_id = :id and v.reference_data is not null limit 1)
        """;
    site.bean(JdbcClient.class).sql(name).param("id", first.value()).update();
    var second = uploaded(dump(first, "files"));
    var sql =
        """
        select distinct d.name || ': ' || d.description
        from dataset d join task_version v on v.reference_data = d.id
        join phase_task pt on pt.task_id = v.task_id join phase p on p.id = pt.phase_id
        where p.competition_id = :id
        """;
    assertThat(
            site.bean(JdbcClient.class)
                .sql(sql)
                .param("id", second.value())
                .query(String.class)
                .list())
        .containsExactly("Sixty flowers: With labels");
  }

  @Test
  void a_data_set_that_only_was_made_public_or_described_comes_along_as_that() throws Exception {
    var first = uploaded(rich().zip());
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
    site.bean(JdbcClient.class).sql(touched + ofTheTask).param("id", first.value()).update();
    var second = uploaded(dump(first, "files"));
    assertThat(
            site.bean(JdbcClient.class)
                .sql(
                    "select distinct d.type || d.is_public || d.description from dataset d "
                        + ofTheTask)
                .param("id", second.value())
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("reference_datafalseAnswers", "scoring_programtrue");
  }

  @Test
  void only_organisers_see_get_and_delete_dumps() throws Exception {
    var id = uploaded(TestBundle.small().zip());
    var page = "/competitions/" + id;
    ann.post(page + "/organise", page + "/publish");
    dump(id, "files");
    var number = ids(ann.get("/api/v1" + page + "/dumps").body()).getFirst();
    var file = "/dumps/" + number + "/file";
    var eve = Browser.signedUp(site, "eve" + id);
    for (var path : List.of("/dumps", file)) {
      assertThat(eve.get(page + path).statusCode()).isEqualTo(403);
      assertThat(eve.get("/api/v1" + page + path).statusCode()).isEqualTo(403);
    }
    assertThat(eve.post(page, page + "/dumps/" + number + "/delete").statusCode()).isEqualTo(403);
    var other = uploaded(TestBundle.small().zip());
    assertThat(ann.get("/competitions/" + other + file).statusCode()).isEqualTo(404);

    var download = ann.get(page + file);
    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment", "Small");
    var blobs = count("blob");
    assertThat(ann.page(page + "/dumps").text()).contains("With all files", "Ready", "Download");
    assertThat(ann.post(page + "/dumps", page + "/dumps/" + number + "/delete").statusCode())
        .isEqualTo(200);
    assertThat(ann.page(page + "/dumps").text()).contains("Nothing exported yet");
    assertThat(count("blob")).isEqualTo(blobs - 1);
    assertThat(ann.get(page + file).statusCode()).isEqualTo(404);
  }

  @Test
  void a_dump_whose_site_worker_died_is_taken_up_again() throws Exception {
    var id = uploaded(TestBundle.small().zip());
    var jdbc = site.bean(JdbcClient.class);
    var dump =
        jdbc.sql(
                """
                insert into competition_dump (competition_id, account_id, content, state, created_at)
                select id, owner_id, 'files', 'running', now() from competition where id = :id
                returning id
                """)
            .param("id", id.value())
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,
                                         last_heartbeat, consecutive_failures, version)
            values ('export-competition', :id, now() - interval '1 hour', true, 'dead',
                    now() - interval '1 hour', 0, 1)
            """)
        .param("id", dump.toString())
        .update();
    finished(id, dump);
  }

  @Test
  void a_file_that_the_storage_has_lost_is_named_and_nothing_is_listed() throws Exception {
    var id = uploaded(TestBundle.small().zip());
    var state = site.bean(CompetitionStates.class).withFiles(id).orElseThrow();
    var lost = Objects.requireNonNull(state.files().get("reference_data/data.zip"));
    Files.delete(site.bean(Storage.class).localFile(lost));
    var answer = asked(id, "files");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ann.get(answer).body().contains("\"failed\""));
    assertThat(ann.get(answer).body()).contains("reference_data/data.zip", "\"file\":null");
  }

  private static String asked(CompetitionId id, String content) throws Exception {
    var path = "/api/v1/competitions/" + id + "/dumps";
    var answer = ann.postJson("/account", path, "{\"content\": \"" + content + "\"}");
    assertThat(answer.statusCode()).isEqualTo(202);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static byte[] dump(CompetitionId id, String content) throws Exception {
    var location = asked(id, content);
    return finished(id, Long.parseLong(location.replaceFirst(".*/", "")));
  }

  private static byte[] finished(CompetitionId id, long dump) throws IOException {
    var dumps = site.bean(Dumps.class);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !dumps.find(id, dump).orElseThrow().state().isUnderWay());
    var done = dumps.find(id, dump).orElseThrow();
    assertThat(done.state()).as(done.toString()).isEqualTo(Dump.State.FINISHED);
    try (var bytes = site.bean(Storage.class).open(Objects.requireNonNull(done.blob()))) {
      return bytes.readAllBytes();
    }
  }

  private static CompetitionId uploaded(byte[] bundle) throws Exception {
    var path = ann.upload("/bundles/new", "/bundles", "bundle.zip", bundle).uri().getPath();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ann.page(path + "/state").select("[hx-get]").isEmpty());
    var page = ann.page(path);
    var link = page.select("a.button-strong").attr("href");
    assertThat(link).as(page.text()).startsWith("/competitions/");
    return new CompetitionId(Long.parseLong(link.replaceFirst(".*/", "")));
  }

  private static void assertSame(CompetitionId first, CompetitionId second) {
    var states = site.bean(CompetitionStates.class);
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
    return site.bean(Storage.class).find(blob).orElseThrow().sha256();
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
          site.bean(JdbcClient.class).sql(sql).param("id", id.value()).query(String.class).list());
    }
    assertThat(rows).hasSizeGreaterThan(4);
    return rows;
  }

  private static List<Long> tasks(CompetitionId id) {
    return site.bean(JdbcClient.class)
        .sql(
            """
            select pt.task_id from phase_task pt join phase p on p.id = pt.phase_id
            where p.competition_id = :id order by p.position, pt.position
            """)
        .param("id", id.value())
        .query(Long.class)
        .list();
  }

  private static List<String> ids(String json) {
    return Pattern.compile("\"id\":(\\d+)")
        .matcher(json)
        .results()
        .map(one -> one.group(1))
        .toList();
  }

  private static long count(String table) {
    return site.bean(JdbcClient.class)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }
}
