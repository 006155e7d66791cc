package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Competitions.Standing;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.io.InputStream;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site where ann has a queue and competitions that say all that Codabench's bundles lose. */
final class OwnSettingsBed implements AutoCloseable {
  static final UUID QUEUE = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

  private static final String RICH =
      """
      version: 2
      title: Small
      description: As small as it gets.
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      report: https://example.org/paper.pdf
      reward: 100 EUR
      contact_email: ann@example.org
      allow_robot_submissions: true
      whitelist_emails: [Eve@Example.org, else@example.org]
      collaborators: [BOB, nobody-here]
      fact_sheet:
        method: {key: method, type: select, title: Which method?, selection: [tree, forest], is_required: "true", is_on_leaderboard: "true"}
        own: {key: own, type: checkbox, title: Own data?, selection: [true, false], is_required: "false", is_on_leaderboard: "false"}
      pages:
        - title: Overview
          file: overview.md
      tasks:
        - index: 0
          name: Only
          scoring_program: scoring_program
          reference_data: data.zip
          is_public: true
          assay: {gpus: 2, memory_gb: 8}
      phases:
        - name: Open
          index: 0
          start: 2026-01-01
          end: "2126-06-01T00:00:00Z"
          tasks: [0]
          starting_kit: data.zip
          max_submissions: 1
        - name: Final
          index: 1
          start: "2126-06-01T00:00:00Z"
          tasks: [0]
          assay: {leaderboard: 1, queue: 0f8fad5b-d9cb-469f-a165-70867728950e, has_been_migrated: true}
      leaderboards:
        - title: Development
          key: development
          columns: [{title: Score, key: score, index: 0}]
        - title: Results
          key: results
          columns: [{title: Score, key: score, index: 0}]
      assay:
        files: {data.zip: {name: Flowers, is_public: true}}
      """;

  final TestSite site;
  final Browser ann;
  final Browser bob;
  final Browser eve;
  private final ImportedForTests imported;

  OwnSettingsBed() throws Exception {
    site = TestSite.start("assay.roles=site", "spring.main.lazy-initialization=true");
    ann = Browser.signedUp(site, "ann");
    bob = Browser.signedUp(site, "bob");
    eve = Browser.signedUp(site, "eve");
    imported = new ImportedForTests(site, "ann");
    jdbc()
        .sql(
            """
            insert into queue (key, name, owner_id, created_at)
            select :key, 'Own', id, now() from account where username = 'ann'
            """)
        .param("key", QUEUE)
        .update();
  }

  /** All of it, without changes. */
  static TestBundle rich() {
    return TestBundle.small().with("competition.yaml", RICH);
  }

  /** The path of a new competition of ann's. */
  String competition(TestBundle bundle) throws Exception {
    return imported.competition(bundle);
  }

  String competition(InputStream bundle) throws Exception {
    return imported.competition(bundle);
  }

  Script admin() throws Exception {
    return Script.of(site, "admin", TestSite.ADMIN_PASSWORD);
  }

  Standing standing(String username, CompetitionId id) {
    return site.bean(Competitions.class).standing(account(username), id);
  }

  Account account(String username) {
    return site.bean(Accounts.class).byUsername(username).orElseThrow();
  }

  CompetitionDefinition state(CompetitionId id) {
    return site.bean(CompetitionStates.class).withFiles(id).orElseThrow().definition();
  }

  JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  static CompetitionId id(String path) {
    return new CompetitionId(Long.parseLong(path.replaceFirst(".*/", "")));
  }

  @Override
  public void close() {
    site.close();
  }
}
