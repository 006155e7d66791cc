package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.ChaosRun.Result;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** After the storm: waits for the end of what is under way, and looks at every promise. */
final class Examination {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Lab lab;
  private final Crowd crowd;
  private final Acknowledged acknowledged;
  private final Consumer<String> say;
  private @Nullable OwnDocker docker;
  private @Nullable URI siteOfContainers;

  Examination(Lab lab, Crowd crowd, Acknowledged acknowledged, Consumer<String> say) {
    this.lab = lab;
    this.crowd = crowd;
    this.acknowledged = acknowledged;
    this.say = say;
  }

  /** Looks for leftovers there, too. */
  void withContainers(OwnDocker where, URI site) {
    docker = where;
    siteOfContainers = site;
  }

  Result examine(URI site, int faults) throws SQLException, IOException, InterruptedException {
    var receipts = crowd.receipts();
    try (var audit = new Audit(lab)) {
      say.accept("%d receipts; waiting for the last results".formatted(receipts.size()));
      audit.awaitEnd(PATIENCE);
      var found = audit.findings(receipts);
      var logs = new LogAudit(site, lab.adminToken(site), audit);
      var missing = new ArrayList<>(logs.ofAttempts(acknowledged));
      missing.addAll(logs.ofScored(receipts));
      missing.addAll(containersLeft());
      say.accept(counts(audit, receipts.size()));
      var lost = new ArrayList<>(found.lost());
      lost.addAll(found.other());
      lost.addAll(missing);
      List.of(lost, found.doubled(), found.stuck()).forEach(all -> all.forEach(say));
      return new Result(
          receipts.size(), faults, lost.size(), found.doubled().size(), found.stuck().size());
    }
  }

  private String counts(Audit audit, int receipts) throws SQLException {
    return "%d receipts; %d attempts, of which %d were lost, %d failed by the platform's fault, %d were given back; %,d bytes of logs were acknowledged"
        .formatted(
            receipts,
            audit.number("select count(*) from attempt"),
            audit.number("select count(*) from attempt where state = 'lost'"),
            audit.number(
                "select count(*) from attempt where state = 'failed' and failure ->> 'fault' = 'PLATFORM'"),
            audit.number("select count(*) from attempt where state = 'released'"),
            acknowledged.bytes());
  }

  private List<String> containersLeft() throws InterruptedException {
    var engine = docker;
    if (engine == null) {
      return List.of();
    }
    var site = String.valueOf(siteOfContainers);
    Watch.until(
        Duration.ofSeconds(20),
        () -> engine.containers(site).isEmpty() ? Optional.of(site) : Optional.empty());
    return engine.containers(site).stream()
        .map(one -> "container " + one + " is left over")
        .toList();
  }
}
