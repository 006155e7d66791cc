package dev.assay.server.trials;

import dev.assay.contract.RunOrder;
import dev.assay.contract.Step;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.Runs;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole site with a worker in hand, and an organiser who tries competitions of two tasks. */
final class TrialBed implements AutoCloseable {
  private static final String TWO_TASKS =
      """
      version: 2
      title: Tried
      description: Tried before anybody sees it.
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      registration_auto_approve: true
      pages:
        - {title: Overview, file: overview.md}
      tasks:
        - {index: 0, name: North, scoring_program: scoring_program}
        - {index: 1, name: South, scoring_program: scoring_program}
      solutions:
        - {index: 0, name: Good, path: good.zip, tasks: [0, 1]}
        - {index: 1, name: Half, path: half.zip, tasks: [0]}
      phases:
        - {name: One, start: 2026-01-01, end: 2026-02-01, tasks: [0], max_submissions: 1}
        - {name: Two, start: 2026-02-02, tasks: [0, 1], max_submissions: 1}
      leaderboards:
        - title: Results
          key: results
          submission_rule: Force_Best
          columns:
            - {title: Accuracy, key: score, index: 0, precision: 3}
            - {title: Seconds, key: seconds, index: 1, sorting: asc}
            - {title: Total, key: total, index: 2, computation: sum, computation_indexes: ["0", "1"]}
      """;

  final TestSite site;
  final Browser owner;
  final Script owners;
  final HandWorker worker;
  final ImportedForTests imported;

  TrialBed() throws Exception {
    site = TestSite.start();
    owner = Browser.signedUp(site, "owner");
    owners = Script.of(site, "owner");
    imported = new ImportedForTests(site, "owner");
    worker = new HandWorker(site, "lab-1");
  }

  /** Ends whatever still waits or runs. */
  void cancelAll() {
    jdbc()
        .sql("select id from submission where state = 'running'")
        .query(Long.class)
        .list()
        .forEach(id -> site.bean(Runs.class).cancel(new SubmissionId(id)));
  }

  static TestBundle bundle() {
    return TestBundle.small()
        .with("competition.yaml", TWO_TASKS)
        .without("data.zip")
        .with("good.zip", solution("good"))
        .with("half.zip", solution("half"));
  }

  static byte[] solution(String text) {
    return TestBundle.zipOf(Map.of("answer.txt", text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The path of a new competition. */
  String competition() throws Exception {
    return imported.competition(bundle());
  }

  /** The path of a try that was begun. */
  String tried(String competition) throws Exception {
    return owner.post(competition + "/organise", competition + "/trials").uri().getPath();
  }

  /**
   * @param running attempts that the worker still has
   */
  RunOrder claimed(Long... running) throws Exception {
    var order = worker.claim(running).orElseThrow();
    var _ = worker.heartbeat(order, Step.SCORE).orElseThrow();
    return order;
  }

  /** All that is asked for now, in the order of the submissions. */
  List<RunOrder> claimed(int count) throws Exception {
    var orders = new ArrayList<RunOrder>();
    while (orders.size() < count) {
      orders.add(claimed(orders.stream().map(RunOrder::attempt).toArray(Long[]::new)));
    }
    orders.sort((one, other) -> Long.compare(one.evaluation(), other.evaluation()));
    return orders;
  }

  long count(String sql) {
    return jdbc().sql(sql).query(Long.class).single();
  }

  private JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  @Override
  public void close() {
    site.close();
  }
}
