package dev.assay.server.competitions.exports;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.io.IOException;
import java.util.Objects;

/** A site with its worker at work, and ann, who uploads bundles and asks for dumps. */
final class DumpsBed implements AutoCloseable {
  final TestSite site;
  final Browser ann;

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
  static TestBundle rich() {
    return TestBundle.small()
        .with("competition.yaml", RICH)
        .with("kit.tar.gz", "not a zip, and called so")
        .with("page two.md", "Second\n");
  }

  private DumpsBed(TestSite site) throws Exception {
    this.site = site;
    this.ann = Browser.signedUp(site, "ann");
  }

  static DumpsBed start() throws Exception {
    return new DumpsBed(TestSite.start("assay.tasks.heartbeat=100ms"));
  }

  String asked(CompetitionId id, String content) throws Exception {
    var path = "/api/v1/competitions/" + id + "/dumps";
    var answer = ann.postJson("/account", path, "{\"content\": \"" + content + "\"}");
    assertThat(answer.statusCode()).isEqualTo(202);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  byte[] dump(CompetitionId id, String content) throws Exception {
    var location = asked(id, content);
    return finished(id, Long.parseLong(location.replaceFirst(".*/", "")));
  }

  byte[] finished(CompetitionId id, long dump) throws IOException {
    var dumps = site.bean(Dumps.class);
    await().until(() -> !dumps.find(id, dump).orElseThrow().state().isUnderWay());
    var done = dumps.find(id, dump).orElseThrow();
    assertThat(done.state()).as(done.toString()).isEqualTo(Dump.State.FINISHED);
    try (var bytes = site.bean(Storage.class).open(Objects.requireNonNull(done.blob()))) {
      return bytes.readAllBytes();
    }
  }

  CompetitionId uploaded(byte[] bundle) throws Exception {
    var path = ann.upload("/bundles/new", "/bundles", "bundle.zip", bundle).uri().getPath();
    await().until(() -> ann.page(path + "/state").select("[hx-get]").isEmpty());
    var page = ann.page(path);
    var link = page.select("a.button-strong").attr("href");
    assertThat(link).as(page.text()).startsWith("/competitions/");
    return new CompetitionId(Long.parseLong(link.replaceFirst(".*/", "")));
  }

  @Override
  public void close() {
    site.close();
  }
}
