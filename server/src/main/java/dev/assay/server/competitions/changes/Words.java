package dev.assay.server.competitions.changes;

/** Counts in words, as the effects of changes need them. */
final class Words {
  private Words() {}

  /** Such as "3 scores were". */
  static String scores(int count) {
    return count == 1 ? "1 score was" : count + " scores were";
  }

  /** Such as "3 submissions". */
  static String submissions(int count) {
    return count == 1 ? "1 submission" : count + " submissions";
  }

  /** Such as "3 evaluations wait or run". */
  static String underWay(int count) {
    return count == 1 ? "1 evaluation waits or runs" : count + " evaluations wait or run";
  }
}
