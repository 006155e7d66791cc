package dev.assay.server.competitions.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.CompetitionChanges.Applied;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.testing.Faults;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A site with competitions that people take part in, and what is asked of them before and after a
 * change.
 */
final class ChangesBed implements AutoCloseable {
  private static final List<String> NEVER_FEWER =
      List.of("submission", "evaluation", "score", "task_version", "leaderboard_selection", "blob");

  private static final byte[] DATA = TestBundle.small().bytesOf("data.zip");

  final TestSite site;
  final Account ann;
  final Account bob;
  private final ImportedForTests imported;
  private final Path temp;

  private ChangesBed(TestSite site, Path temp) {
    this.site = site;
    this.temp = temp;
    var rows = new Rows(site.bean(JdbcClient.class));
    this.ann = rows.account("ann");
    this.bob = rows.account("bob");
    this.imported = new ImportedForTests(site, "ann");
  }

  /**
   * @param temp for bundles on their way to it
   */
  static ChangesBed start(Path temp) {
    return new ChangesBed(
        TestSite.start(
            List.of(Faults.class), "assay.roles=site", "spring.main.lazy-initialization=true"),
        temp);
  }

  /** A zip tells when it was made, so that one made anew is another file: here it is always one. */
  static TestBundle small() {
    return TestBundle.small().with("data.zip", DATA);
  }

  static TestBundle twoPhases() {
    return small()
        .replacing(
            "    starting_kit: data.zip\n",
            """
                starting_kit: data.zip
                end: 2026-12-31
              - name: Final
                index: 1
                start: 2027-01-01
                tasks: [0]
            """);
  }

  CompetitionId competition(TestBundle bundle) throws Exception {
    return new CompetitionId(Long.parseLong(imported.competition(bundle).replaceFirst(".*/", "")));
  }

  CompetitionState state(CompetitionId id) {
    return site.bean(CompetitionStates.class).withFiles(id).orElseThrow();
  }

  ChangePlan plan(CompetitionId id, TestBundle bundle) throws Exception {
    return ((Planned.Ready) planned(id, bundle)).plan();
  }

  Planned planned(CompetitionId id, TestBundle bundle) throws Exception {
    var file = Files.createTempFile(temp, "bundle", ".zip");
    Files.write(file, bundle.zip());
    try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
      return site.bean(CompetitionChanges.class)
          .plan(id, read(source), new Reason(ann.id(), Origin.BUNDLE, "bundle.zip"));
    }
  }

  static CheckedBundle read(BundleSource source) throws Exception {
    return new BundleReader(Clock.systemUTC()).read(source);
  }

  void applied(ChangePlan plan) {
    assertThat(site.bean(CompetitionChanges.class).apply(plan.id(), ann.id()))
        .isInstanceOf(Applied.Done.class);
  }

  static Change only(ChangePlan plan, Area area) {
    return plan.changes().stream()
        .filter(change -> change.area() == area)
        .reduce(
            (_, _) -> {
              throw new AssertionError("more than one change of " + area);
            })
        .orElseThrow();
  }

  static List<Change.Detail> detail(ChangePlan plan, Area area) {
    return only(plan, area).details();
  }

  ScoredForTests scored() {
    return new ScoredForTests(site.bean(JdbcClient.class));
  }

  Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    for (var table : NEVER_FEWER) {
      counts.put(table, number("select count(*) from " + table, 0));
    }
    return counts;
  }

  void assertNothingLost(Map<String, Long> before) {
    counts()
        .forEach(
            (table, count) ->
                assertThat(count).as(table).isGreaterThanOrEqualTo(before.get(table)));
  }

  long versionOf(long submission) {
    return number("select task_version_id from evaluation where submission_id = :id", submission);
  }

  long newestVersion(CompetitionId id) {
    return number(
        """
        select max(v.id) from task_version v join phase_task pt on pt.task_id = v.task_id
        join phase p on p.id = pt.phase_id where p.competition_id = :id
        """,
        id.value());
  }

  long openPhases(long submission) {
    return number(
        """
        select count(*) from phase p join submission s on s.phase_id = p.id
        where s.id = :id and not p.is_hidden and (p.ends_at is null or p.ends_at > now())
        """,
        submission);
  }

  long scoresOnBoard(CompetitionId id) {
    return number(
        """
        select count(*) from leaderboard_row r join phase p on p.id = r.phase_id
        where p.competition_id = :id and jsonb_exists(r.column_values, 'score')
        """,
        id.value());
  }

  String phaseName(long submission) {
    return site.bean(JdbcClient.class)
        .sql("select p.name from phase p join submission s on s.phase_id = p.id where s.id = :id")
        .param("id", submission)
        .query(String.class)
        .single();
  }

  long number(String sql, long id) {
    return site.bean(JdbcClient.class).sql(sql).param("id", id).query(Long.class).single();
  }

  @Override
  public void close() {
    site.close();
  }
}
