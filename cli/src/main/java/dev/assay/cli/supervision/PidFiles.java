package dev.assay.cli.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Notes which processes run for a data folder, and ends those that an earlier run left behind. */
record PidFiles(Path folder) {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final String SUFFIX = ".pid";

  void note(String name, ProcessIdentity identity) {
    try {
      Files.createDirectories(folder);
      var unfinished = folder.resolve(name + ".new");
      Files.writeString(unfinished, identity.write());
      Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot note a process in " + folder, e);
    }
  }

  void forget(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends what still runs of the noted: asked first, then by force. Whoever has such a number by now
   * is left alone.
   */
  void endLeftovers(Consumer<String> say) {
    for (var file : noted()) {
      var name = file.getFileName().toString().replace(SUFFIX, "");
      read(file).filter(ProcessIdentity::isAlive).ifPresent(left -> end(name, left, say));
      forget(name);
    }
  }

  private static void end(String name, ProcessIdentity left, Consumer<String> say) {
    var process = ProcessHandle.of(left.pid());
    if (process.isEmpty()) {
      return;
    }
    say.accept(
        "stopping the %s that an earlier run left behind (process %d)".formatted(name, left.pid()));
    process.get().destroy();
    try {
      process.get().onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      process.get().destroyForcibly();
      process.get().onExit().join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Path> noted() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcessIdentity> read(Path file) {
    try {
      return ProcessIdentity.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
