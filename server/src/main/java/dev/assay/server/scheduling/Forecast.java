package dev.assay.server.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Plays a queue's order forward from how its shares stand. Pure. */
final class Forecast {
  private final PriorityQueue<Competition> competitions =
      new PriorityQueue<>(
          Comparator.<Competition>comparingInt(one -> -one.rank)
              .thenComparingDouble(one -> one.used)
              .thenComparingLong(one -> one.id));

  /**
   * A participant's share as it stands.
   *
   * @param parent its competition's share
   * @param parentUsed virtual time of that
   * @param used virtual time among the competition's participants
   * @param cost of one of its runs in seconds
   */
  record Standing(
      long parent,
      int priority,
      double parentUsed,
      Instant parentServedAt,
      long share,
      double used,
      double cost,
      int waiting) {}

  private static final class Competition {
    final long id;
    final int priority;
    final PriorityQueue<Share> shares =
        new PriorityQueue<>(
            Comparator.<Share>comparingDouble(one -> one.used).thenComparingLong(one -> one.id));
    int rank;
    double used;

    Competition(Standing standing, Instant now) {
      id = standing.parent();
      priority = standing.priority();
      used = standing.parentUsed();
      rank = FairShare.rank(priority, standing.parentServedAt(), now);
    }
  }

  private static final class Share {
    final long id;
    final double cost;
    double used;
    int waiting;

    Share(Standing standing) {
      id = standing.share();
      cost = FairShare.charge(standing.cost());
      used = standing.used();
      waiting = standing.waiting();
    }
  }

  Forecast(List<Standing> standings, Instant now) {
    Map<Long, Competition> byId = new LinkedHashMap<>();
    for (var standing : standings) {
      if (standing.waiting() > 0) {
        byId.computeIfAbsent(standing.parent(), id -> new Competition(standing, now))
            .shares
            .add(new Share(standing));
      }
    }
    competitions.addAll(byId.values());
  }

  /** The shares whose turns come next, one entry a turn. */
  List<Long> next(int most) {
    List<Long> turns = new ArrayList<>();
    while (turns.size() < most && !competitions.isEmpty()) {
      turns.add(turn().id);
    }
    return turns;
  }

  /**
   * What comes before one turn.
   *
   * @param turns of others and of its own share
   * @param seconds that all those runs are expected to take, one after the other
   * @param typical what the run itself is expected to take
   */
  record Before(int turns, double seconds, double typical) {}

  /**
   * What comes before this share has had so many turns of its own; all turns there are, if it has
   * none so late, as when a worker took it while this was asked.
   *
   * @param own turns of the share that come first
   * @param most where to stop counting
   */
  Before before(long share, int own, int most) {
    int left = own;
    double seconds = 0;
    int turns = 0;
    for (; turns < most && !competitions.isEmpty(); turns++) {
      var turn = turn();
      if (turn.id == share && left-- == 0) {
        return new Before(turns, seconds, turn.cost);
      }
      seconds += turn.cost;
    }
    return new Before(turns, seconds, 0);
  }

  private Share turn() {
    var competition = competitions.remove();
    var share = competition.shares.remove();
    competition.used += share.cost;
    competition.rank = competition.priority;
    share.used += share.cost;
    if (--share.waiting > 0) {
      competition.shares.add(share);
    }
    if (!competition.shares.isEmpty()) {
      competitions.add(competition);
    }
    return share;
  }
}
