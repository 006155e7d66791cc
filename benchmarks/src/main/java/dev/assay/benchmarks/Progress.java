package dev.assay.benchmarks;

/** What is going on, for whoever waits: standard output has the results alone. */
final class Progress {
  private Progress() {}

  static void say(String words) {
    System.err.println("assay: " + words);
  }
}
