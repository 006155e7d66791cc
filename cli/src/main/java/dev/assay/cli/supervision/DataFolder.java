package dev.assay.cli.supervision;

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
      return new DataFolder(absolute.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the data folder " + absolute, e);
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
