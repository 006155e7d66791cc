package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A PostgreSQL server that belongs to one data folder: durable, reached on 127.0.0.1 with a
 * password only, its data kept between starts.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private final Layout layout;
  private final FolderLock lock;
  private final Postmaster postmaster;

  private EmbeddedPostgres(Layout layout, FolderLock lock, Postmaster postmaster) {
    this.layout = layout;
    this.lock = lock;
    this.postmaster = postmaster;
  }

  /**
   * Starts the server of {@code dataFolder}, made first if there is none; returns when it takes
   * connections, which after a crash is when it has recovered.
   *
   * @throws PostgresException if the folder is in use, its data is another major version's, or the
   *     server does not start
   */
  public static EmbeddedPostgres start(Path dataFolder, Options options) {
    return start(dataFolder, options, Unprivileged.find());
  }

  static EmbeddedPostgres start(Path dataFolder, Options options, Unprivileged unprivileged) {
    var root = Folders.makePrivate(Layout.below(dataFolder).root());
    var layout = new Layout(root);
    var lock = FolderLock.acquire(root);
    try {
      unprivileged.letThrough(root);
      var binaries = Binaries.in(options.binaries().orElse(layout.binaries()), options.progress());
      unprivileged.check(binaries);
      var cluster = new Cluster(layout, binaries, unprivileged);
      cluster.prepare(options.progress());
      unprivileged.give(layout.cluster(), Folders.makePrivate(layout.logs()));
      new Leftovers(layout.cluster(), options.progress()).stop();
      return new EmbeddedPostgres(layout, lock, Postmaster.start(cluster, options));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** Where the server of {@code dataFolder} listens, if one runs, whoever started it. */
  public static Optional<DatabaseAddress> running(Path dataFolder) {
    var layout = Layout.below(dataFolder);
    if (!Files.exists(layout.cluster())) {
      return Optional.empty();
    }
    return PidFile.read(layout.cluster())
        .filter(noted -> noted.ready() && Processes.serves(noted.pid(), layout.cluster()))
        .map(noted -> address(layout, noted.port()));
  }

  /**
   * Ends the server of {@code dataFolder}, if one was left behind, and deletes the folder with
   * everything in it.
   */
  public static void destroy(Path dataFolder) {
    var layout = Layout.below(dataFolder);
    try {
      if (Files.exists(layout.root())) {
        try (var _ = FolderLock.acquire(layout.root())) {
          new Leftovers(layout.cluster(), _ -> {}).stop();
        }
      }
      Folders.delete(dataFolder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + dataFolder, e);
    }
  }

  private static DatabaseAddress address(Layout layout, int port) {
    return new DatabaseAddress(port, Cluster.USER, Cluster.USER, layout.password());
  }

  /** The site's database, as the user that owns it. */
  public DatabaseAddress address() {
    return address(layout, postmaster.port());
  }

  /** For what the owner of a database may not do: making databases, settings of the server. */
  public DatabaseAddress superuser() {
    return new DatabaseAddress(
        postmaster.port(), "postgres", Cluster.SUPERUSER, layout.superuserPassword());
  }

  /** The site's database. */
  public String jdbcUrl() {
    return address().jdbcUrl();
  }

  /** The owner of the site's database. */
  public String user() {
    return address().user();
  }

  /** The file with the owner's password, readable by this user alone. */
  public Path passwordFile() {
    return address().passwordFile();
  }

  /** On the loopback interface. */
  public int port() {
    return postmaster.port();
  }

  /** The postmaster's process. */
  public long pid() {
    return postmaster.process().pid();
  }

  /** Whether the postmaster runs. */
  public boolean isAlive() {
    return postmaster.process().isAlive();
  }

  /** Completed when the server has ended, on our word or without it. */
  public CompletableFuture<Integer> onExit() {
    return postmaster.process().onExit().thenApply(Process::exitValue);
  }

  /** Stops the server, waits until everything is written, and lets go of the folder. */
  @Override
  public void close() {
    try (lock) {
      postmaster.stop(layout.cluster());
    }
  }
}
