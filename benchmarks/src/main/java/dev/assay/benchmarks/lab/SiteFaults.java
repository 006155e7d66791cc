package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.Lane.Fault;
import dev.assay.benchmarks.lab.TcpProxy.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the sites and with what they, or all workers, stand on. */
final class SiteFaults {
  private static final int REPLAYED = 40;

  private final Lab lab;
  private final List<Lab.Site> sites;
  private final Lab.Site siteWorker;
  private final Fleet fleet;
  private final Requests requests;
  private final Duration lease;
  private final StormTime time;

  SiteFaults(
      Lab lab,
      List<Lab.Site> sites,
      Lab.Site siteWorker,
      Fleet fleet,
      Requests requests,
      Duration lease,
      StormTime time) {
    this.lab = lab;
    this.sites = List.copyOf(sites);
    this.siteWorker = siteWorker;
    this.fleet = fleet;
    this.requests = requests;
    this.lease = lease;
    this.time = time;
  }

  /**
   * @param broker null for none
   * @param docker null for none
   */
  List<Fault> all(@Nullable Broker broker, @Nullable OwnDocker docker) {
    var all =
        new ArrayList<>(
            List.of(
                new Fault("site killed", this::killSite),
                new Fault("sites restarted one after the other", this::roll),
                new Fault("site worker killed", this::killSiteWorker),
                new Fault("PostgreSQL restarted", this::restartPostgres),
                new Fault("storage fails", this::storageFails),
                new Fault("storage slow", this::storageSlow),
                new Fault("reports twice and out of order", this::replay)));
    if (broker != null) {
      all.add(new Fault("broker restarted", doing(broker::restart)));
      all.add(new Fault("broker wiped", doing(broker::wipe)));
    }
    if (docker != null) {
      all.add(new Fault("container engine restarted", doing(docker::restart)));
    }
    return all;
  }

  private interface Simply {
    void happen() throws InterruptedException;
  }

  private static Lane.Doing doing(Simply simply) {
    return random -> {
      simply.happen();
      return "";
    };
  }

  private Lab.Site any(Random random) {
    return sites.get(random.nextInt(sites.size()));
  }

  private String killSite(Random random) throws InterruptedException {
    var site = any(random);
    site.process().kill();
    site.process().start();
    site.awaitReady();
    return site.process().name();
  }

  private String roll(Random random) throws InterruptedException {
    for (var site : sites) {
      site.process().stop();
      site.process().start();
      site.awaitReady();
    }
    return "";
  }

  private String killSiteWorker(Random random) throws InterruptedException {
    siteWorker.process().kill();
    siteWorker.process().start();
    // Nobody starts it again if the next fault meets it before it is up.
    siteWorker.awaitReady();
    return "";
  }

  private String restartPostgres(Random random) {
    lab.restartPostgres();
    return "";
  }

  private String replay(Random random) {
    var site = any(random);
    requests.replay(site.url(), REPLAYED, random);
    return site.process().name();
  }

  private String storageSlow(Random random) throws InterruptedException {
    fleet.members().forEach(member -> member.network().mode(Mode.SLOW_STORAGE));
    try {
      time.pass(lease);
    } finally {
      fleet.members().forEach(member -> member.network().mode(Mode.OPEN));
    }
    return "";
  }

  /** Nothing can be stored for a while: a file stands where the folder was. */
  private String storageFails(Random random) throws InterruptedException {
    var folder = lab.uploads();
    var away = folder.resolveSibling("uploads-away");
    try {
      Files.move(folder, away);
      Files.createFile(folder);
      try {
        time.pass(lease.dividedBy(2));
      } finally {
        Files.delete(folder);
        Files.move(away, folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not break the storage", e);
    }
    return "";
  }
}
