package dev.assay.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Durations that were measured, and what is said of them. */
final class Samples {
  private final List<Double> milliseconds = new ArrayList<>();

  void add(Duration duration) {
    milliseconds.add(duration.toNanos() / 1e6);
  }

  int count() {
    return milliseconds.size();
  }

  double median() {
    return quantile(0.5);
  }

  double quantile(double share) {
    if (milliseconds.isEmpty()) {
      throw new IllegalStateException("Nothing was measured");
    }
    var sorted = milliseconds.stream().sorted().toList();
    var place = share * (sorted.size() - 1);
    var below = sorted.get((int) Math.floor(place));
    var above = sorted.get((int) Math.ceil(place));
    return below + (above - below) * (place - Math.floor(place));
  }

  /** Median and quartiles in milliseconds. */
  String inWords() {
    return String.format(
        Locale.ROOT, "%.0f ms (quartiles %.0f to %.0f)", median(), quantile(0.25), quantile(0.75));
  }
}
