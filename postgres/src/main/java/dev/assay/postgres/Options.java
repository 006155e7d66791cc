package dev.assay.postgres;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the embedded PostgreSQL is run.
 *
 * @param progress is told in words what takes its time
 * @param binaries where the binaries are unpacked, when not below the data folder
 * @param settings PostgreSQL's own settings on top of ours; durability and addresses cannot be
 *     changed with them
 * @param durable whether commits survive a crash; only throw-away databases of tests do without
 */
public record Options(
    Consumer<String> progress,
    Optional<Path> binaries,
    Map<String, String> settings,
    boolean durable) {

  public Options {
    settings = Map.copyOf(settings);
  }

  /** What the site runs on: durable, quiet, everything below the data folder. */
  public static Options standard() {
    return new Options(_ -> {}, Optional.empty(), Map.of(), true);
  }

  /** For databases that end with the test run: quicker, and lost in a crash. */
  public static Options forTests(Path binaries) {
    return new Options(_ -> {}, Optional.of(binaries), Map.of("max_wal_size", "256MB"), false);
  }

  /** The same, with somebody who hears what is being done. */
  public Options withProgress(Consumer<String> told) {
    return new Options(told, binaries, settings, durable);
  }
}
