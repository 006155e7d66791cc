package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.Fleet.Member;
import dev.assay.benchmarks.lab.Lane.Fault;
import dev.assay.benchmarks.lab.TcpProxy.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What goes wrong with workers, their machines, and the network between them and the sites. */
final class WorkerFaults {
  private final Fleet fleet;
  private final Duration lease;
  private final StormTime time;

  WorkerFaults(Fleet fleet, Duration lease, StormTime time) {
    this.fleet = fleet;
    this.lease = lease;
    this.time = time;
  }

  List<Fault> all() {
    return List.of(
        new Fault("worker killed", this::kill),
        new Fault("worker paused beyond its lease", this::pause),
        new Fault("network cut for less than a lease", network(Mode.CUT, lease.dividedBy(3))),
        new Fault("network cut for more than a lease", network(Mode.CUT, lease.multipliedBy(2))),
        new Fault("network silent", network(Mode.SILENT, lease.multipliedBy(3).dividedBy(2))),
        new Fault("network slow", network(Mode.SLOW, lease)),
        new Fault("transfers broken off", network(Mode.BREAKING, lease)),
        new Fault("calls of the engine fail", this::engine),
        new Fault("worker's disk full", this::disk));
  }

  private Member any(Random random) {
    var members = fleet.members();
    return members.get(random.nextInt(members.size()));
  }

  private String kill(Random random) throws InterruptedException {
    var member = any(random);
    member.process().kill();
    return member.name();
  }

  private String pause(Random random) throws InterruptedException {
    var member = any(random);
    member.process().signal("STOP");
    try {
      time.pass(lease.multipliedBy(2));
    } finally {
      member.process().signal("CONT");
    }
    return member.name();
  }

  private Lane.Doing network(Mode mode, Duration howLong) {
    return random -> {
      var member = any(random);
      member.network().mode(mode);
      try {
        time.pass(howLong);
      } finally {
        member.network().mode(Mode.OPEN);
      }
      return member.name();
    };
  }

  /** Of simulated engines; a real one is restarted as a whole. */
  private String engine(Random random) {
    var simulated = fleet.members().stream().filter(Member::isSimulated).toList();
    var member = simulated.get(random.nextInt(simulated.size()));
    member.process().tell("engine");
    return member.name();
  }

  private String disk(Random random) throws InterruptedException {
    for (var member : fleet.members()) {
      var disk = member.disk();
      if (disk != null && disk.isReal()) {
        disk.fill();
        try {
          time.pass(lease.multipliedBy(3).dividedBy(4));
        } finally {
          disk.clear();
        }
        return member.name();
      }
    }
    var simulated = fleet.members().stream().filter(Member::isSimulated).toList();
    var member = simulated.get(random.nextInt(simulated.size()));
    member.process().tell("disk");
    return member.name() + ", simulated";
  }
}
