package dev.assay.server.competitions.imports;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.imports.BundleImport.State;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Uploading in the browser, with the site worker at work behind it. */
class BundlePagesIT {
  private static TestSite site;
  private static Browser ann;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.tasks.heartbeat=100ms", "assay.imports.max-bundle-size=2MB");
    ann = Browser.signedUp(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void an_uploaded_bundle_becomes_a_competition_and_the_page_links_to_it() throws Exception {
    var page = uploaded(TestBundle.small().zip());
    var link = page.select("a.button-strong").attr("href");
    assertThat(link).startsWith("/competitions/");
    assertThat(ann.page(link).select("h1").text()).isEqualTo("Small");
  }

  @Test
  void what_is_unknown_is_warned_of_and_the_nearest_known_key_is_named() throws Exception {
    var page =
        uploaded(
            TestBundle.small().replacing("tasks: [0]", "tasks: [0]\n    max_submision: 5").zip());
    assertThat(page.select("a.button-strong").attr("href")).startsWith("/competitions/");
    assertThat(page.select(".findings").text()).contains("max_submision", "max_submissions");
  }

  @Test
  void broken_yaml_is_shown_with_line_and_column_and_the_line_itself() throws Exception {
    var page = uploaded(TestBundle.small().replacing("title: Small", "title: [Small").zip());
    assertThat(page.select(".finding-place").text())
        .containsPattern("competition\\.yaml:\\d+:\\d+");
    assertThat(page.select(".finding-quote").text()).isNotBlank();
    assertThat(page.select("a.button-strong").attr("href")).isEqualTo("/bundles/new");
  }

  @Test
  void what_is_no_zip_is_refused_in_words() throws Exception {
    var page = uploaded("I am a text".getBytes(StandardCharsets.UTF_8));
    assertThat(page.select(".finding").text()).contains("ARC-01", "my bundle.zip");
  }

  @Test
  void a_zip_whose_entries_leave_it_is_refused() throws Exception {
    var page = uploaded(TestBundle.small().with("../outside.txt", "x").zip());
    assertThat(page.select(".finding").text()).contains("ARC-04", "../outside.txt");
  }

  @Test
  void a_zip_bomb_is_refused() throws Exception {
    var page = uploaded(bomb());
    assertThat(page.select(".finding").text()).contains("ARC-07");
  }

  @Test
  void a_bundle_without_a_definition_is_refused() throws Exception {
    var page = uploaded(TestBundle.small().without("competition.yaml").zip());
    assertThat(page.select(".finding").text()).contains("ARC-02", "competition.yaml");
  }

  @Test
  void a_file_that_is_referred_to_and_missing_is_named() throws Exception {
    var page = uploaded(TestBundle.small().without("data.zip").zip());
    assertThat(page.select(".finding").text()).contains("REF-01", "data.zip");
  }

  @Test
  void a_bundle_over_the_limit_is_refused_with_the_limit_and_nothing_is_kept() throws Exception {
    var before = count("competition_import");
    var answer = ann.upload("/bundles/new", "/bundles", "big.zip", new byte[2_100_000]);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).text()).contains("2.1 MB");
    assertThat(count("competition_import")).isEqualTo(before);
  }

  @Test
  void an_upload_without_a_file_says_so() throws Exception {
    var answer = ann.upload("/bundles/new", "/bundles", "", new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).text()).contains("No file came with the form.");
  }

  @Test
  void an_import_is_shown_to_its_uploader_alone() throws Exception {
    var path = path(ann.upload("/bundles/new", "/bundles", "b.zip", TestBundle.small().zip()));
    assertThat(Browser.signedUp(site, "eve").get(path).statusCode()).isEqualTo(404);
    assertThat(new Browser(site).get(path).uri().getPath()).isEqualTo("/login");
    assertThat(new Browser(site).get("/bundles/new").uri().getPath()).isEqualTo("/login");
  }

  @Test
  void an_import_whose_site_worker_died_is_taken_up_again() throws Exception {
    var id = upload(new Rows(site.bean(JdbcClient.class)).account("widow"));
    await()
        .until(() -> site.bean(JdbcImports.class).find(id).orElseThrow().state() == State.FINISHED);
  }

  /**
   * Leaves an import as a killed site worker does: running, its task picked, no heartbeat since.
   */
  private static ImportId upload(Account account) throws Exception {
    var jdbc = site.bean(JdbcClient.class);
    var bundle =
        site.bean(Storage.class)
            .store(TestBundle.small().stream(), 1_000_000, "bundle.zip", "application/zip");
    var id = site.bean(JdbcImports.class).queue(account.id(), bundle.id());
    site.bean(JdbcImports.class).begin(id);
    jdbc.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,
                                         last_heartbeat, consecutive_failures, version)
            values ('import-competition', :id, now() - interval '1 hour', true, 'dead',
                    now() - interval '1 hour', 0, 1)
            """)
        .param("id", id.toString())
        .update();
    return id;
  }

  private static Document uploaded(byte[] bundle) throws Exception {
    var path = path(ann.upload("/bundles/new", "/bundles", "my bundle.zip", bundle));
    await().until(() -> ann.page(path + "/state").select("[hx-get]").isEmpty());
    return ann.page(path);
  }

  private static String path(HttpResponse<String> answer) {
    assertThat(answer.uri().getPath()).startsWith("/bundles/");
    return answer.uri().getPath();
  }

  private static long count(String table) {
    return site.bean(JdbcClient.class)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }

  private static byte[] bomb() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("competition.yaml"));
      var zeros = new byte[1 << 20];
      for (var megabyte = 0; megabyte < 300; megabyte++) {
        zip.write(zeros);
      }
    }
    return bytes.toByteArray();
  }
}
