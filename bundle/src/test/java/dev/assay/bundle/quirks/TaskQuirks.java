package dev.assay.bundle.quirks;

import static dev.assay.bundle.SampleBundle.plus;
import static dev.assay.bundle.SampleBundle.with;

import dev.assay.bundle.Severity;

/** Tasks, solutions and phases. */
final class TaskQuirks {
  private static final String KEY = "412ea3a9-c87e-4044-a479-3105d49a0ef4";
  private static final String END = "end: 2026-02-01";

  private TaskQuirks() {}

  static void addTo(QuirkList list) {
    tasks(list);
    phases(list);
  }

  private static void tasks(QuirkList list) {
    list.error("TSK-01", with("tasks:\n  - index: 0", "task:\n  - index: 0"));
    list.error("TSK-02", with("index: 0\n    name: Iris", "name: Iris"));
    list.error(
        "TSK-03", with("phases:", "  - {index: 0, name: B, scoring_program: scoring}\nphases:"));
    list.error("TSK-04", with("scoring_program: scoring/", ""));
    list.error("TSK-05", with("name: Iris", "name: " + "x".repeat(257)));
    list.error("TSK-06", with("name: Iris", "key: mine"));
    list.warning("TSK-07", with("name: Iris", "name: Iris\n    key: " + KEY));
    list.warning("TSK-08", with("tasks: [0]", "tasks: []"));
    list.warning(
        "TSK-09", with("name: Iris", "name: Iris\n    ingestion_only_during_scoring: yes"));
    list.warning("TSK-10", with("tasks: [0]", "tasks: ['0']"));
    list.task("TSK-11", "name: a\nscoring_program: {key: " + KEY + "}\n", Severity.WARNING);
    list.task("TSK-12", "name: a\nscoring_program: parts.zip\n", Severity.WARNING);
    list.error("SOL-01", plus("solutions: [{path: scoring, tasks: [0]}]"));
    list.error("SOL-02", plus("solutions: [{index: 0, path: scoring, tasks: [7]}]"));
    list.error("SOL-03", plus("solutions: [{index: 0, tasks: [0]}]"));
    list.warning("SOL-04", plus("solutions: [{index: 0, key: mine, path: scoring, tasks: [0]}]"));
    list.warning(
        "SOL-05",
        plus(
            "solutions: [{index: 0, path: scoring, tasks: [0]}, {index: 0, path: scoring, tasks: [0]}]"));
  }

  private static void phases(QuirkList list) {
    list.error("PHA-01", with("phases:", "phase:"));
    list.error("PHA-02", with("name: Second", "nam: Second"));
    list.error("PHA-03", with("start: 2026-02-02", "start:"));
    list.error("PHA-04", with("start: 2026-02-02", "start: 12:30:00"));
    list.error("PHA-05", with("tasks: [0]\nleaderboards", "leaderboards"));
    list.error("PHA-06", with("tasks: [0]", "tasks: [7]"));
    list.error("PHA-07", with(END, ""));
    list.error("PHA-08", with(END, "end: 2026-03-01"));
    list.remark("PHA-09", with("start: 2026-02-02", "start: 2026-02-01"));
    list.warning("PHA-10", with("start: 2026-01-01", "start: 2026-02-01"));
    list.remark("PHA-11", with("start: 2026-02-02", "start: 2026-02-02 10:00:00"));
    list.remark("PHA-12", with("start: 2026-02-02", "start: '2026-02-02 10:00:00+02:00'"));
    list.warning("PHA-13", with("start: 2026-02-02", "start: 3-2-2026"));
    list.error("PHA-14", with(END, "auto_migrate_to_this_phase: true\n    " + END));
    list.warning("PHA-15", with(END, "execution_time_limit: 90000\n    " + END));
    list.error("PHA-16", with(END, "max_submissions: -1\n    " + END));
    list.warning("PHA-17", with(END, "max_submissions_per_person: 7\n    " + END));
    list.warning("PHA-18", with("index: 1", "index: 0"));
    list.remark("PHA-19", with(END, "accepts_only_result_submissions: true\n    " + END));
    list.remark("PHA-20", with("start: 2026-02-02", "start: 2026-02-20"));
    list.warning("PHA-21", with("start: 2026-02-02", "start: 2026-03"));
    list.warning("PHA-22", with(END, "execution_time_limit: 0\n    " + END));
  }
}
