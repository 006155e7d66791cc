package dev.assay.bundle.quirks;

import static dev.assay.bundle.SampleBundle.plus;
import static dev.assay.bundle.SampleBundle.with;

import dev.assay.bundle.SampleBundle;

/** Leaderboards and their columns. */
final class BoardQuirks {
  private static final String COLUMN = "key: accuracy";

  private BoardQuirks() {}

  static void addTo(QuirkList list) {
    list.error("LDB-01", with("leaderboards:", "boards:"));
    list.warning(
        "LDB-02", plus("  - {title: B, key: b, columns: [{title: A, key: accuracy, index: 0}]}"));
    list.error("LDB-03", with("key: main", "key: main\n    submission_rule: force_last"));
    list.error(
        "LDB-04",
        with(
            "columns:\n      - title: Accuracy\n        key: accuracy\n        index: 0",
            "columns: []"));
    list.warning("LDB-05", with("key: main", "key: main\n    primary_index: 3"));
    list.error("LDB-06", with("key: main", "key: " + "x".repeat(37)));
    list.error("COL-01", with(COLUMN + "\n        index: 0", COLUMN));
    list.error("COL-02", with(COLUMN, "key: " + "x".repeat(37)));
    list.error("COL-03", with("title: Accuracy", "title: " + "x".repeat(37)));
    list.error("COL-04", with(COLUMN, COLUMN + "\n        sorting: down"));
    list.error("COL-05", computed("median", "[0]"));
    list.error("COL-06", with(COLUMN, COLUMN + "\n        computation: avg"));
    list.error("COL-07", with(COLUMN, COLUMN + "\n        computation_indexes: [0]"));
    list.error("COL-08", computed("avg", "[1]"));
    list.error("COL-09", computed("avg", "[9]"));
    list.warning(
        "COL-10",
        plus(
            "      - {title: B, key: b, index: 1, computation: sum, computation_indexes: [2]}\n"
                + "      - {title: C, key: c, index: 2, computation: sum, computation_indexes: [0]}"));
    list.error("COL-11", with(COLUMN, COLUMN + "\n        precision: many"));
    list.warning("COL-12", with(COLUMN, COLUMN + "\n        hidden: yes"));
  }

  private static SampleBundle computed(String operation, String indexes) {
    return plus(
        "      - {title: B, key: b, index: 1, computation: %s, computation_indexes: %s}"
            .formatted(operation, indexes));
  }
}
