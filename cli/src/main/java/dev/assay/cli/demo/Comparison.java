package dev.assay.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** Holds a leaderboard against what it should be. */
final class Comparison {
  private Comparison() {}

  /**
   * What differs, in words; empty when all is as it should be. Rows of other submissions, such as a
   * visitor's own, are passed over; the order of ours has to hold.
   */
  static List<String> deviations(Expected expected, List<Demo.Row> rows, List<String> failed) {
    List<String> found = new ArrayList<>();
    var wanted = expected.ranked().stream().map(Expected.Entry::submission).toList();
    var ours = rows.stream().filter(row -> wanted.contains(row.submission())).toList();
    var order = ours.stream().map(Demo.Row::submission).toList();
    if (!order.equals(wanted)) {
      found.add(
          "the leaderboard of %s should be %s but is %s"
              .formatted(expected.benchmark(), wanted, order));
    }
    for (var entry : expected.ranked()) {
      ours.stream()
          .filter(row -> row.submission().equals(entry.submission()))
          .forEach(row -> compare(expected, entry, row, found));
    }
    if (!failed.equals(expected.failing())) {
      found.add(
          "%s should fail in %s but %s did"
              .formatted(expected.failing(), expected.benchmark(), failed));
    }
    return found;
  }

  private static void compare(
      Expected expected, Expected.Entry entry, Demo.Row row, List<String> found) {
    entry
        .scores()
        .forEach(
            (key, value) -> {
              var got = row.scores().get(key);
              if (got == null || Math.abs(got - value) > expected.tolerance()) {
                found.add(
                    "%s of %s in %s should be %s but is %s"
                        .formatted(key, entry.submission(), expected.benchmark(), value, got));
              }
            });
  }
}
