package dev.assay.server.scheduling;

import dev.assay.server.scheduling.FairShare.Contender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A queue in memory that follows the same rule as the tables do, quick enough to be played through
 * with hundreds of thousands of runs. {@link JdbcLineIT} holds the tables against it.
 */
final class ModelLine {
  private final Map<Key, Competition> competitions = new HashMap<>();

  private record Key(long competition, int priority) {}

  /** What runs have in common that wait in one share. */
  record Needs(boolean isShort, int gpus, long memory) {
    static final Needs SHORT = new Needs(true, 0, 0);
    static final Needs LONG = new Needs(false, 0, 0);
  }

  private static final class Competition {
    final long id;
    final long name;
    final int priority;
    final Map<ShareKey, Share> shares = new HashMap<>();
    final TreeSet<Share> waiting =
        new TreeSet<>(
            Comparator.<Share>comparingDouble(one -> one.used).thenComparingLong(one -> one.id));
    double used;
    Instant servedAt = Instant.EPOCH;

    Competition(long id, long name, int priority) {
      this.id = id;
      this.name = name;
      this.priority = priority;
    }
  }

  private record ShareKey(long account, Needs needs) {}

  private static final class Share {
    final long id;
    final Competition competition;
    final Needs needs;
    final long account;
    final PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparingLong(run -> run.place));
    double used;
    int running;
    Instant arrivedAt = Instant.EPOCH;
    Instant servedAt = Instant.EPOCH;

    Share(long id, Competition competition, long account, Needs needs) {
      this.id = id;
      this.competition = competition;
      this.account = account;
      this.needs = needs;
    }
  }

  /** One evaluation. */
  static final class Run {
    final long id;
    final long place;
    final double expected;
    private final Share share;
    Instant queuedAt;
    Instant startedAt = Instant.EPOCH;

    private Run(long id, double expected, Share share, Instant queuedAt) {
      this.id = id;
      this.place = id;
      this.expected = expected;
      this.share = share;
      this.queuedAt = queuedAt;
    }

    long competition() {
      return share.competition.name;
    }

    long account() {
      return share.account;
    }

    int priority() {
      return share.competition.priority;
    }

    boolean isShort() {
      return share.needs.isShort();
    }
  }

  /** A worker that asks. */
  record Worker(int gpus, long memory, List<String> images) {
    static final Worker ANY = new Worker(8, 1L << 40, List.of());
  }

  private long shares;
  private long created;
  private long runs;
  int slots = 1;
  @Nullable Integer parallelLimit;
  private Instant lastShort = Instant.EPOCH;
  private int longRunning;
  private final Map<Long, Integer> runningOf = new HashMap<>();

  Run arrive(
      long competition, int priority, long account, Needs needs, double expected, Instant now) {
    var parent =
        competitions.computeIfAbsent(
            new Key(competition, priority),
            key -> new Competition(++created, competition, priority));
    var share =
        parent.shares.computeIfAbsent(
            new ShareKey(account, needs), key -> new Share(++shares, parent, account, needs));
    var run = new Run(++runs, expected, share, now);
    enter(run, now);
    return run;
  }

  private void enter(Run run, Instant now) {
    var share = run.share;
    share.arrivedAt = now;
    if (share.needs.isShort()) {
      lastShort = now;
    }
    var parent = share.competition;
    if (share.runs.isEmpty()) {
      double front =
          parent.waiting.isEmpty()
              ? parent.shares.values().stream().mapToDouble(one -> one.used).max().orElse(0)
              : parent.waiting.first().used;
      share.used = Math.max(share.used, front);
    }
    line(run);
  }

  private void line(Run run) {
    var share = run.share;
    var parent = share.competition;
    if (share.runs.isEmpty()) {
      if (parent.waiting.isEmpty()) {
        wake(parent, share.arrivedAt);
      }
      share.runs.add(run);
      parent.waiting.add(share);
    } else {
      share.runs.add(run);
    }
  }

  private void wake(Competition parent, Instant now) {
    var peers =
        competitions.values().stream().filter(one -> one.priority == parent.priority).toList();
    var front =
        peers.stream().filter(one -> !one.waiting.isEmpty()).mapToDouble(one -> one.used).min();
    parent.used =
        Math.max(
            parent.used,
            front.orElseGet(() -> peers.stream().mapToDouble(one -> one.used).max().orElse(0)));
    parent.servedAt = now;
  }

  Optional<Run> pick(Worker worker, Instant now) {
    var contenders = new ArrayList<Contender>();
    var byId = new HashMap<Long, Competition>();
    for (var one : competitions.values()) {
      if (!one.waiting.isEmpty()) {
        byId.put(one.id, one);
        contenders.add(
            new Contender(one.id, one.priority, one.used, one.servedAt, "image-" + one.name));
      }
    }
    var mayStartLong =
        new Slots(slots, longRunning, lastShort.isAfter(now.minusSeconds(3600))).mayStartLong();
    for (var contender : FairShare.inOrder(contenders, worker.images(), now)) {
      for (var share : Objects.requireNonNull(byId.get(contender.id())).waiting) {
        if (share.needs.gpus() <= worker.gpus()
            && share.needs.memory() <= worker.memory()
            && (share.needs.isShort() || mayStartLong)
            && (parallelLimit == null
                || runningOf.getOrDefault(share.account, 0) < parallelLimit)) {
          return Optional.of(start(share, now));
        }
      }
    }
    return Optional.empty();
  }

  private Run start(Share share, Instant now) {
    var parent = share.competition;
    parent.waiting.remove(share);
    var run = share.runs.remove();
    charge(share, FairShare.charge(run.expected));
    if (!share.runs.isEmpty()) {
      parent.waiting.add(share);
    }
    share.servedAt = now;
    parent.servedAt = now;
    run.startedAt = now;
    count(share, 1);
    return run;
  }

  private void count(Share share, int by) {
    share.running += by;
    runningOf.merge(share.account, by, Integer::sum);
    longRunning += share.needs.isShort() ? 0 : by;
  }

  private void charge(Share share, double seconds) {
    boolean waits = share.competition.waiting.remove(share);
    share.used += seconds;
    share.competition.used += seconds;
    if (waits) {
      share.competition.waiting.add(share);
    }
  }

  void end(Run run, double took, boolean platformFault) {
    count(run.share, -1);
    charge(run.share, (platformFault ? 0 : took) - FairShare.charge(run.expected));
  }

  void requeue(Run run, Instant now) {
    count(run.share, -1);
    run.queuedAt = now;
    line(run);
    charge(run.share, -FairShare.charge(run.expected));
    if (run.share.servedAt.isAfter(run.share.competition.servedAt)) {
      run.share.competition.servedAt = run.share.servedAt;
    }
  }

  void cancel(Run run) {
    run.share.runs.remove(run);
    if (run.share.runs.isEmpty()) {
      run.share.competition.waiting.remove(run.share);
    }
  }
}
