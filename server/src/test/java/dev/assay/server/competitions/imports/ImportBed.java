package dev.assay.server.competitions.imports;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Faults;
import dev.assay.server.testing.TestSite;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site whose imports are carried out by hand. */
final class ImportBed implements AutoCloseable {
  private static final List<String> MADE =
      List.of(
          "competition",
          "competition_page",
          "leaderboard",
          "leaderboard_column",
          "phase",
          "phase_task",
          "participant",
          "dataset",
          "task",
          "task_version",
          "solution");

  final TestSite site;
  final Account ann;

  private ImportBed(TestSite site) {
    this.site = site;
    this.ann = new Rows(site.bean(JdbcClient.class)).account("ann");
  }

  static ImportBed start() {
    return new ImportBed(
        TestSite.start(
            List.of(Faults.class), "assay.roles=site", "spring.main.lazy-initialization=true"));
  }

  BundleImport carriedOut(InputStream bundle) throws Exception {
    var id = upload(bundle);
    run(id);
    return find(id);
  }

  ImportId upload(InputStream bundle) throws IOException, Storage.TooLarge {
    try (bundle) {
      return site.bean(BundleUploads.class).upload(ann, bundle, "bundle.zip");
    }
  }

  void run(ImportId id) {
    site.bean(BundleImporter.class).run(id);
  }

  BundleImport find(ImportId id) {
    return site.bean(JdbcImports.class).find(id).orElseThrow();
  }

  Map<String, Long> made() {
    var counts = new TreeMap<String, Long>();
    MADE.forEach(table -> counts.put(table, count(table)));
    return counts;
  }

  long count(String table) {
    return jdbc().sql("select count(*) from " + table).query(Long.class).single();
  }

  JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  @Override
  public void close() {
    site.close();
  }
}
