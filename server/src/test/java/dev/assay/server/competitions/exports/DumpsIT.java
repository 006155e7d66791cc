package dev.assay.server.competitions.exports;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dumps over HTTP: what is in them, who gets them, and what becomes of those that fail. */
class DumpsIT {
  private static DumpsBed bed;

  @TempDir Path temp;

  @BeforeAll
  static void start() throws Exception {
    bed = DumpsBed.start();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void times_limits_and_names_of_files_are_in_the_bundle_as_codabench_needs_them()
      throws Exception {
    var id = bed.uploaded(DumpsBed.rich().zip());
    var file = Files.write(temp.resolve("looked-at.zip"), bed.dump(id, "files"));
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
  void only_organisers_see_get_and_delete_dumps() throws Exception {
    var id = bed.uploaded(TestBundle.small().zip());
    var page = "/competitions/" + id;
    bed.ann.publish(page);
    bed.dump(id, "files");
    var number = ids(bed.ann.get("/api/v1" + page + "/dumps").body()).getFirst();
    var file = "/dumps/" + number + "/file";
    var eve = Browser.signedUp(bed.site, "eve" + id);
    for (var path : List.of("/dumps", file)) {
      assertThat(eve.get(page + path).statusCode()).isEqualTo(403);
      assertThat(eve.get("/api/v1" + page + path).statusCode()).isEqualTo(403);
    }
    assertThat(eve.post(page, page + "/dumps/" + number + "/delete").statusCode()).isEqualTo(403);
    var other = bed.uploaded(TestBundle.small().zip());
    assertThat(bed.ann.get("/competitions/" + other + file).statusCode()).isEqualTo(404);

    var download = bed.ann.get(page + file);
    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment", "Small");
    var blobs = count("blob");
    assertThat(bed.ann.page(page + "/dumps").text())
        .contains("With all files", "Ready", "Download");
    assertThat(bed.ann.post(page + "/dumps", page + "/dumps/" + number + "/delete").statusCode())
        .isEqualTo(200);
    assertThat(bed.ann.page(page + "/dumps").text()).contains("Nothing exported yet");
    assertThat(count("blob")).isEqualTo(blobs - 1);
    assertThat(bed.ann.get(page + file).statusCode()).isEqualTo(404);
  }

  @Test
  void a_dump_whose_site_worker_died_is_taken_up_again() throws Exception {
    var id = bed.uploaded(TestBundle.small().zip());
    var jdbc = bed.site.bean(JdbcClient.class);
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
    bed.finished(id, dump);
  }

  @Test
  void a_file_that_the_storage_has_lost_is_named_and_nothing_is_listed() throws Exception {
    var id = bed.uploaded(TestBundle.small().zip());
    var state = bed.site.bean(CompetitionStates.class).withFiles(id).orElseThrow();
    var lost = Objects.requireNonNull(state.files().get("reference_data/data.zip"));
    Files.delete(bed.site.bean(Storage.class).localFile(lost));
    var answer = bed.asked(id, "files");
    await().until(() -> bed.ann.get(answer).body().contains("\"failed\""));
    assertThat(bed.ann.get(answer).body()).contains("reference_data/data.zip", "\"file\":null");
  }

  private static List<String> ids(String json) {
    return Pattern.compile("\"id\":(\\d+)")
        .matcher(json)
        .results()
        .map(one -> one.group(1))
        .toList();
  }

  private static long count(String table) {
    return bed.site
        .bean(JdbcClient.class)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }
}
