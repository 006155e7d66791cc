package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The database files: made once, kept for good, refused when another major version wrote them. */
record Cluster(Layout layout, Binaries binaries, Unprivileged unprivileged) {
  static final String USER = "assay";
  static final String SUPERUSER = "postgres";

  /** What an operator may change later in the cluster's postgresql.conf. */
  private static final List<String> DEFAULTS =
      List.of(
          "max_connections=100",
          "shared_buffers=128MB",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_line_prefix=%m [%p] %u ",
          "log_startup_progress_interval=5s",
          "idle_in_transaction_session_timeout=10min");

  /** Makes the cluster if there is none, and makes sure that ours is the version to run it. */
  void prepare(Consumer<String> progress) {
    var versionFile = layout.cluster().resolve("PG_VERSION");
    try {
      if (!Files.exists(versionFile)) {
        progress.accept("creating the database");
        create();
      }
      var major = Integer.parseInt(Files.readString(versionFile).strip());
      if (major != binaries.major()) {
        throw OtherMajorVersion.refusal(layout, major, binaries.major());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare " + layout.cluster(), e);
    }
  }

  /**
   * In a folder beside, moved into place when complete: killed in the middle, it starts again from
   * nothing.
   */
  private void create() throws IOException {
    if (Files.exists(layout.cluster())) {
      throw new PostgresException(
          "%s is there but holds no PG_VERSION, so it is not a whole database. Move it away or restore it from a backup."
              .formatted(layout.cluster()));
    }
    var unfinished = layout.root().resolve("cluster.unfinished");
    Folders.delete(unfinished);
    Folders.makePrivate(unfinished);
    var passwordFile = layout.root().resolve("initdb-password");
    try {
      SecretFile.readOrCreate(layout.superuserPassword());
      Files.deleteIfExists(passwordFile);
      Files.copy(layout.superuserPassword(), passwordFile, StandardCopyOption.COPY_ATTRIBUTES);
      unprivileged.give(unfinished, passwordFile);
      run("initdb", initdbArguments(unfinished, passwordFile), "");
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    createOwner(unfinished);
    Files.move(unfinished, layout.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> initdbArguments(Path folder, Path passwordFile) {
    var settings = DEFAULTS.stream().flatMap(setting -> Stream.of("-c", setting));
    var fixed =
        Stream.of(
            "--pgdata=" + folder,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            // Sorting that no update of the system's C library changes under the indexes.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C");
    return Stream.concat(fixed, settings).toList();
  }

  /**
   * The site's own user owns its database and nothing else: SQL injected into the site is not
   * superuser's SQL.
   */
  private void createOwner(Path folder) {
    var password = SecretFile.readOrCreate(layout.password());
    var sql =
        """
        create role %1$s login password '%2$s'
        create database %1$s owner %1$s
        """
            .formatted(USER, password);
    run("postgres", List.of("--single", "-D", folder.toString(), "postgres"), sql);
  }

  private void run(String program, List<String> arguments, String input) {
    var ended = Commands.run(unprivileged.command(binaries.program(program), arguments), input);
    if (ended.exit() != 0 || ended.output().contains("ERROR:")) {
      throw new PostgresException(
          "Creating the database failed: %s ended with %d:%n%s"
              .formatted(program, ended.exit(), ended.output()));
    }
  }
}
