package dev.assay.cli.supervision;

import dev.assay.cli.IoWords;
import dev.assay.cli.Stopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a site keeps everything; what lies where in it. */
public record DataFolder(Path folder) {

  /** The folder, made if there is none; only its owner enters a new one. */
  public static DataFolder at(Path folder) {
    var absolute = folder.toAbsolutePath().normalize();
    try {
      if (!Files.exists(absolute)) {
        // Others may pass through, not look: PostgreSQL may have to run as another user, and
        // containers bind what lies
        // in it.
        Files.createDirectories(
            absolute,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      }
    } catch (IOException e) {
      throw Stopped.byMachine(
          "The data folder %s cannot be made: %s. Name another with --data."
              .formatted(absolute, IoWords.of(e)));
    }
    if (!Files.isDirectory(absolute)) {
      throw Stopped.byMachine(
          "The data folder %s is a file. Name a folder with --data.".formatted(absolute));
    }
    if (!Files.isWritable(absolute)) {
      throw Stopped.byMachine(
          "%s may not write in the data folder %s. Name another with --data, or make it theirs."
              .formatted(System.getProperty("user.name"), absolute));
    }
    try {
      return new DataFolder(absolute.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot enter the data folder " + absolute, e);
    }
  }

  /** The file with the first administrator's password. */
  public Path adminPassword() {
    return folder.resolve("admin-password");
  }

  /** The file with the token that the workers started here show. */
  public Path workerToken() {
    return folder.resolve("worker-token");
  }

  /**
   * The folder of a worker.
   *
   * @param number counted from 1
   */
  public Path worker(int number) {
    return folder.resolve(number == 1 ? "worker" : "worker-" + number);
  }

  /** What can be made again and is kept to save time. */
  public Path cache() {
    return folder.resolve("cache");
  }

  LogFile log(String name) {
    return new LogFile(folder.resolve("logs").resolve(name + ".log"));
  }

  PidFiles pids() {
    return new PidFiles(folder.resolve("run"));
  }
}
