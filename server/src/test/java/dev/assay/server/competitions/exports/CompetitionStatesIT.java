package dev.assay.server.competitions.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.FindingText;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read from the database is what the bundle said. */
class CompetitionStatesIT {
  private static TestSite site;
  private static ImportedForTests imported;

  @BeforeAll
  static void start() {
    site = TestSite.start("assay.roles=site", "spring.main.lazy-initialization=true");
    new Rows(site.bean(JdbcClient.class)).account("ann");
    imported = new ImportedForTests(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void a_sample_is_said_again_as_its_bundle_said_it() throws Exception {
    for (var sample : new String[] {"iris", "digits", "tiny", "probe"}) {
      var id = id(imported.competition(TestBundle.sample(sample)));
      assertThat(Compared.without(state(id).definition()))
          .isEqualTo(Compared.without(definition(sample)));
    }
  }

  @Test
  void the_checker_reads_it_without_a_zip_being_made() throws Exception {
    var id = id(imported.competition(TestBundle.small()));
    var state = state(id);
    var checked =
        new BundleReader(Clock.systemUTC()).read(StoredSource.of(state, site.bean(Storage.class)));
    assertThat(checked.findings())
        .as(FindingText.render(checked.findings()))
        .noneMatch(finding -> finding.isError());
    assertThat(checked.definition()).contains(state.definition());
  }

  @Test
  void a_competition_without_logo_and_terms_can_be_said_too() throws Exception {
    var id = id(imported.competition(TestBundle.small()));
    site.bean(JdbcClient.class)
        .sql("update competition set logo = null, terms = '' where id = :id")
        .param("id", id.value())
        .update();
    var state = state(id);
    assertThat(state.definition().overview().image()).isEqualTo(StoredSource.NO_LOGO);
    var checked =
        new BundleReader(Clock.systemUTC()).read(StoredSource.of(state, site.bean(Storage.class)));
    assertThat(checked.definition()).contains(state.definition());
  }

  @Test
  void with_keys_it_names_what_the_site_has_and_no_file_but_the_logo() throws Exception {
    var id = id(imported.competition(TestBundle.small()));
    var state = site.bean(CompetitionStates.class).withKeys(id).orElseThrow();
    assertThat(state.files()).containsOnlyKeys("logo.png");
    assertThat(state.definition().tasks()).allMatch(ExistingTask.class::isInstance);
    assertThat(state.definition().phases().getFirst().files().startingKit())
        .isInstanceOf(DatasetKey.class);
  }

  @Test
  void a_fingerprint_changes_with_anything_that_a_bundle_tells() throws Exception {
    var id = id(imported.competition(TestBundle.small()));
    var before = state(id).fingerprint();
    assertThat(state(id).fingerprint()).isEqualTo(before);
    site.bean(JdbcClient.class)
        .sql("update competition_page set content = content || '!' where competition_id = :id")
        .param("id", id.value())
        .update();
    assertThat(state(id).fingerprint()).isNotEqualTo(before);
  }

  private static CompetitionState state(CompetitionId id) {
    return site.bean(CompetitionStates.class).withFiles(id).orElseThrow();
  }

  private static CompetitionId id(String path) {
    return new CompetitionId(Long.parseLong(path.replaceFirst(".*/", "")));
  }

  private static CompetitionDefinition definition(String sample) throws Exception {
    try (var source =
        BundleSource.open(Path.of("..", "samples", sample), ArchiveLimits.forBundles())) {
      return new BundleReader(Clock.systemUTC()).read(source).definition().orElseThrow();
    }
  }
}
