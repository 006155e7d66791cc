package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.Fleet.Member;
import dev.assay.benchmarks.lab.TcpProxy.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong, and how. Which of them, when and to whom, a seed decides. */
final class Faults {
  private final Lab lab;
  private final List<Lab.Site> sites;
  private final LabProcess siteWorker;
  private final Fleet fleet;
  private final Requests requests;
  private final Duration lease;
  private final Random random;
  private final List<Kind> deck = new ArrayList<>();

  Faults(
      Lab lab,
      List<Lab.Site> sites,
      LabProcess siteWorker,
      Fleet fleet,
      Requests requests,
      Duration lease,
      Random random) {
    this.lab = lab;
    this.sites = sites;
    this.siteWorker = siteWorker;
    this.fleet = fleet;
    this.requests = requests;
    this.lease = lease;
    this.random = random;
  }

  /** One thing that goes wrong. */
  private enum Kind {
    WORKER_KILLED,
    WORKER_PAUSED_BEYOND_ITS_LEASE,
    NETWORK_CUT_FOR_LESS_THAN_A_LEASE,
    NETWORK_CUT_FOR_MORE_THAN_A_LEASE,
    NETWORK_SILENT,
    NETWORK_SLOW,
    TRANSFERS_BROKEN_OFF,
    SITE_KILLED,
    SITES_RESTARTED_ONE_AFTER_THE_OTHER,
    SITE_WORKER_KILLED,
    POSTGRES_RESTARTED,
    STORAGE_FAILS,
    ENGINE_RESTARTED,
    WORKERS_DISK_FULL,
    REPORTS_TWICE_AND_OUT_OF_ORDER
  }

  /** Does the next one, to its end; each kind comes once before any comes again. */
  String next() throws InterruptedException {
    if (deck.isEmpty()) {
      deck.addAll(List.of(Kind.values()));
      Collections.shuffle(deck, random);
    }
    var kind = deck.removeFirst();
    var member = fleet.members().get(random.nextInt(fleet.members().size()));
    var site = sites.get(random.nextInt(sites.size()));
    happen(kind, member, site);
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
        + switch (kind) {
          case WORKER_KILLED,
              WORKER_PAUSED_BEYOND_ITS_LEASE,
              NETWORK_CUT_FOR_LESS_THAN_A_LEASE,
              NETWORK_CUT_FOR_MORE_THAN_A_LEASE,
              NETWORK_SILENT,
              NETWORK_SLOW,
              TRANSFERS_BROKEN_OFF,
              ENGINE_RESTARTED,
              WORKERS_DISK_FULL ->
              " (" + member.process().name() + ")";
          case SITE_KILLED -> " (" + site.process().name() + ")";
          default -> "";
        };
  }

  private void happen(Kind kind, Member member, Lab.Site site) throws InterruptedException {
    switch (kind) {
      case WORKER_KILLED -> member.process().kill();
      case WORKER_PAUSED_BEYOND_ITS_LEASE -> pause(member);
      case NETWORK_CUT_FOR_LESS_THAN_A_LEASE -> network(member, Mode.CUT, lease.dividedBy(3));
      case NETWORK_CUT_FOR_MORE_THAN_A_LEASE -> network(member, Mode.CUT, lease.multipliedBy(2));
      case NETWORK_SILENT -> network(member, Mode.SILENT, lease.multipliedBy(2));
      case NETWORK_SLOW -> network(member, Mode.SLOW, lease);
      case TRANSFERS_BROKEN_OFF -> network(member, Mode.BREAKING, lease);
      case SITE_KILLED -> {
        site.process().kill();
        site.process().start();
        site.awaitReady();
      }
      case SITES_RESTARTED_ONE_AFTER_THE_OTHER -> {
        for (var one : sites) {
          one.process().stop();
          one.process().start();
          one.awaitReady();
        }
      }
      case SITE_WORKER_KILLED -> {
        siteWorker.kill();
        siteWorker.start();
      }
      case POSTGRES_RESTARTED -> lab.restartPostgres();
      case STORAGE_FAILS -> storage();
      case ENGINE_RESTARTED -> member.process().tell("engine");
      case WORKERS_DISK_FULL -> member.process().tell("disk");
      case REPORTS_TWICE_AND_OUT_OF_ORDER -> requests.replay(site.url(), 40, random);
    }
  }

  private void pause(Member member) throws InterruptedException {
    member.process().signal("STOP");
    try {
      Thread.sleep(lease.multipliedBy(2));
    } finally {
      member.process().signal("CONT");
    }
  }

  private static void network(Member member, Mode mode, Duration howLong)
      throws InterruptedException {
    member.network().mode(mode);
    try {
      Thread.sleep(howLong);
    } finally {
      member.network().mode(Mode.OPEN);
    }
  }

  /** Nothing can be stored for a while: a file stands where the folder was. */
  private void storage() throws InterruptedException {
    var folder = lab.uploads();
    var away = folder.resolveSibling("uploads-away");
    try {
      Files.move(folder, away);
      Files.createFile(folder);
      try {
        Thread.sleep(lease.dividedBy(2));
      } finally {
        Files.delete(folder);
        Files.move(away, folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not break the storage", e);
    }
  }
}
