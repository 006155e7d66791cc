package dev.assay.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path into a folder of their own. */
record Binaries(Path folder, String version) {
  /**
   * Written last, inside the folder: how much there is, so that a copy cut short is told from a
   * whole one.
   */
  private static final String SEAL = "unpacked";

  private static final String UNFINISHED = ".unfinished";

  int major() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** The binaries below {@code parent}; unpacked first if they are not there in full. */
  static Binaries in(Path parent, Consumer<String> progress) {
    var version = onClassPath();
    try {
      Files.createDirectories(parent);
      var folder = parent.toRealPath().resolve(version);
      if (!isWhole(folder)) {
        unpackOnce(folder, () -> progress.accept("unpacking PostgreSQL " + version));
      }
      return new Binaries(folder, version);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack PostgreSQL below " + parent, e);
    }
  }

  private static String onClassPath() {
    try (var in =
        Objects.requireNonNull(Binaries.class.getResourceAsStream("binaries.properties"))) {
      var properties = new Properties();
      properties.load(in);
      return Objects.requireNonNull(properties.getProperty("version"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWhole(Path folder) throws IOException {
    var seal = folder.resolve(SEAL);
    return Files.exists(seal) && Files.readString(seal).equals(measure(folder));
  }

  private static String measure(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      var sizes =
          files
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> !file.endsWith(SEAL))
              .mapToLong(file -> file.toFile().length())
              .summaryStatistics();
      return "%d files, %d bytes%n".formatted(sizes.getCount(), sizes.getSum());
    }
  }

  /** One process unpacks, others wait for it: nobody takes away what another one uses already. */
  private static synchronized void unpackOnce(Path folder, Runnable unpacking) throws IOException {
    var lock = folder.resolveSibling("unpacking.lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (!isWhole(folder)) {
        unpacking.run();
        unpack(folder);
      }
    }
  }

  /**
   * Unpacks beside the folder and moves the whole into place, so that it is there in full or not at
   * all.
   */
  private static void unpack(Path folder) throws IOException {
    sweep(Objects.requireNonNull(folder.getParent()));
    var name = ProcessHandle.current().pid() + UNFINISHED;
    var unfinished = folder.resolveSibling(name);
    Folders.delete(unfinished);
    try (var tar = open()) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, unfinished);
      }
    }
    Files.writeString(unfinished.resolve(SEAL), measure(unfinished));
    Folders.delete(folder);
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what was left by processes that were stopped while they unpacked. */
  private static void sweep(Path parent) throws IOException {
    try (var folders = Files.newDirectoryStream(parent, "*" + UNFINISHED)) {
      for (var left : folders) {
        var pid = Long.parseLong(left.getFileName().toString().replace(UNFINISHED, ""));
        if (ProcessHandle.of(pid).isEmpty()) {
          Folders.delete(left);
        }
      }
    }
  }

  private static TarArchiveInputStream open() throws IOException {
    var resource = "/postgres-linux-" + architecture() + ".txz";
    InputStream in = Binaries.class.getResourceAsStream(resource);
    if (in == null) {
      throw new PostgresException(
          ("There are no embedded PostgreSQL binaries for this machine (%s, %s). Run the site on a PostgreSQL of"
                  + " your own with --database-url.")
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)));
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      case String other -> other;
    };
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    var target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("The archive of PostgreSQL has an entry outside: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, root.resolve(entry.getLinkName()).normalize());
    } else {
      Files.copy(tar, target);
      var mode = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
    }
  }
}
