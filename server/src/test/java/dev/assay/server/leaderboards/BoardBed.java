package dev.assay.server.leaderboards;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** A competition with boards of every kind, and people on them; made anew for each test. */
final class BoardBed implements AutoCloseable {
  private static final String TWO_TASKS =
      """
      version: 2
      title: Boards
      description: Boards of every kind.
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      enable_detailed_results: true
      fact_sheet:
        method:
          key: method
          title: Method used
          type: text
          selection: ""
          is_required: "false"
          is_on_leaderboard: "true"
        phone:
          key: phone
          title: Telephone
          type: text
          selection: ""
          is_required: "false"
          is_on_leaderboard: "false"
      pages:
        - {title: Overview, file: overview.md}
      tasks:
        - {index: 0, name: North, scoring_program: scoring_program}
        - {index: 1, name: South, scoring_program: scoring_program}
      phases:
        - {name: One, start: 2026-01-01, end: 2026-02-01, tasks: [0]}
        - {name: Two, start: 2026-02-02, tasks: [0, 1]}
      leaderboards:
        - title: Results
          key: results
          submission_rule: Force_Best
          columns:
            - {title: Accuracy, key: accuracy, index: 0, precision: 3}
            - {title: Seconds, key: seconds, index: 1, sorting: asc, precision: 0}
            - {title: Secret, key: secret, index: 2, hidden: true}
            - {title: Total, key: total, index: 3, computation: sum, computation_indexes: ["0", "1"]}
      """;

  final TestSite site;
  final Browser owner;
  final Script owners;
  final Browser ada;
  final Script adas;
  final Browser bob;
  final ScoredForTests scored;

  String path = "";
  PhaseId one = new PhaseId(0);
  PhaseId two = new PhaseId(0);

  private BoardBed(TestSite site) throws Exception {
    this.site = site;
    this.owner = Browser.signedUp(site, "owner");
    this.owners = Script.of(site, "owner");
    this.ada = Browser.signedUp(site, "ada");
    this.adas = Script.of(site, "ada");
    this.bob = Browser.signedUp(site, "bob");
    this.scored = new ScoredForTests(site);
  }

  static BoardBed start() throws Exception {
    return new BoardBed(TestSite.start("assay.roles=site"));
  }

  void competition() throws Exception {
    path =
        new ImportedForTests(site, "owner")
            .competition(TestBundle.small().with("competition.yaml", TWO_TASKS));
    owner.publish(path);
    scored.approve(path, "ada");
    scored.approve(path, "bob");
    one = scored.phases(path).get(0);
    two = scored.phases(path).get(1);
  }

  static Map<String, String> result(String accuracy, String seconds) {
    return Map.of("accuracy", accuracy, "seconds", seconds, "secret", "5");
  }

  void rule(String rule) {
    scored.update(
        "update leaderboard set submission_rule = '" + rule + "' where competition_id = :id",
        ScoredForTests.id(path));
  }

  String board(PhaseId phase) {
    return path + "/leaderboard?phase=" + phase;
  }

  static List<String> cells(Element row) {
    return row.select(".score").eachText();
  }

  @Override
  public void close() {
    site.close();
  }
}
