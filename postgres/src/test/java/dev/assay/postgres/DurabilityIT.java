package dev.assay.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.postgres.testing.PostgresForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for the database that the site's truth lives in. */
class DurabilityIT {
  @TempDir Path temporary;

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  static Options options() {
    var binaries = Path.of("target", "postgres", "binaries").toAbsolutePath();
    return new Options(_ -> {}, Optional.of(binaries), Map.of(), true);
  }

  private Path data() {
    return temporary.resolve("data");
  }

  @AfterEach
  void end() {
    EmbeddedPostgres.destroy(data());
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(data(), options().withProgress(told::add));
  }

  private static String ask(DatabaseAddress address, String sql) throws SQLException {
    try (var connection = PostgresForTests.connect(address);
        var statement = connection.createStatement();
        var answer = statement.executeQuery(sql)) {
      assertThat(answer.next()).isTrue();
      return answer.getString(1);
    }
  }

  private static void execute(DatabaseAddress address, String sql) throws SQLException {
    try (var connection = PostgresForTests.connect(address);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void commits_are_durable_passwords_are_asked_for_and_only_loopback_is_served() throws Exception {
    try (var server = start()) {
      var database = server.address();
      assertThat(ask(database, "show fsync")).isEqualTo("on");
      assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(server.superuser(), "show unix_socket_directories")).isEmpty();
      assertThat(
              ask(
                  server.superuser(),
                  "select min(left(rolpassword, 13)) from pg_authid where rolcanlogin"))
          .isEqualTo("SCRAM-SHA-256");
      assertThat(
              ask(
                  server.superuser(),
                  "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"))
          .hasMessageContaining("password authentication failed");
      assertThat(mode(database.passwordFile())).isEqualTo("rw-------");
      assertThat(mode(data().resolve("postgres"))).isEqualTo("rwx------");
    }
  }

  @Test
  void the_sites_user_is_no_superuser() throws Exception {
    try (var server = start()) {
      assertThatThrownBy(() -> execute(server.address(), "copy (select 1) to program 'true'"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void data_and_port_are_kept_between_starts() throws Exception {
    int port;
    try (var server = start()) {
      port = server.port();
      execute(server.address(), "create table kept (word text)");
      execute(server.address(), "insert into kept values ('still here')");
    }
    try (var server = start()) {
      assertThat(ask(server.address(), "select word from kept")).isEqualTo("still here");
      assertThat(server.port()).isEqualTo(port);
    }
    assertThat(EmbeddedPostgres.running(data())).isEmpty();
    assertThat(told).filteredOn(word -> word.equals("creating the database")).hasSize(1);
  }

  @Test
  void a_second_start_on_the_same_folder_is_refused_also_from_another_process() throws Exception {
    var other = Server.spawn(data());
    try {
      Server.awaitPid(other);
      assertThatThrownBy(this::start)
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("in use by process " + other.pid());
      assertThat(EmbeddedPostgres.running(data()))
          .hasValueSatisfying(address -> assertThat(address.user()).isEqualTo("assay"));
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_server_whose_parent_was_killed_is_stopped_and_its_commits_are_kept() throws Exception {
    var parent = Server.spawn(data());
    var left = Server.awaitPid(parent);
    execute(EmbeddedPostgres.running(data()).orElseThrow(), "create table kept as select 1 as one");
    parent.destroyForcibly().waitFor();
    assertThat(Processes.serves(left, data().resolve("postgres/cluster"))).isTrue();

    try (var server = start()) {
      assertThat(server.pid()).isNotEqualTo(left);
      assertThat(Processes.serves(left, data().resolve("postgres/cluster"))).isFalse();
      assertThat(told)
          .contains(
              "stopping the PostgreSQL that an earlier run left behind (process %d)"
                  .formatted(left));
      assertThat(ask(server.address(), "select one from kept")).isEqualTo("1");
    }
  }

  @Test
  void after_a_crash_of_parent_and_server_the_last_commit_is_recovered() throws Exception {
    var parent = Server.spawn(data());
    var postmaster = Server.awaitPid(parent);
    var address = EmbeddedPostgres.running(data()).orElseThrow();
    execute(address, "create table kept as select n from generate_series(1, 100000) n");
    // A backend that is busy does not notice its postmaster's death by itself.
    var busy =
        Thread.startVirtualThread(
            () -> {
              try {
                execute(address, "select count(*) from generate_series(1, 1000000000)");
              } catch (SQLException _) {
                // Its connection is cut, that is what happens here.
              }
            });
    await()
        .until(
            () ->
                ask(
                        address,
                        "select count(*) from pg_stat_activity where query like '%1000000000)' and pid <> pg_backend_pid()")
                    .equals("1"));
    Commands.signal("KILL", postmaster);
    parent.destroyForcibly().waitFor();

    try (var server = start()) {
      assertThat(ask(server.address(), "select count(*) from kept")).isEqualTo("100000");
      assertThat(new ServerLog(new Layout(data().resolve("postgres"))).tail())
          .contains("redo done");
    }
    busy.join();
  }

  @Test
  void a_noted_pid_that_is_another_program_now_is_left_alone() throws Exception {
    start().close();
    var other = new ProcessBuilder("sleep", "600").start();
    try {
      var cluster = data().resolve("postgres/cluster");
      Files.writeString(
          PidFile.of(cluster), other.pid() + "\n" + cluster + "\n1\n5432\n\n127.0.0.1\n\nready\n");
      assertThat(EmbeddedPostgres.running(data())).isEmpty();
      start().close();
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_server_that_ends_by_itself_is_noticed() throws Exception {
    try (var server = start()) {
      Commands.signal("QUIT", server.pid());
      server.onExit().get(60, TimeUnit.SECONDS);
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void data_of_another_major_version_is_refused_with_the_way_out_and_not_touched()
      throws Exception {
    start().close();
    var version = data().resolve("postgres/cluster/PG_VERSION");
    Files.writeString(version, "17\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("written by PostgreSQL 17")
        .hasMessageContaining("pg_dump -h 127.0.0.1")
        .hasMessageContaining("pg_restore -h 127.0.0.1");
    assertThat(version).hasContent("17\n");
  }

  @Test
  void a_first_start_that_was_cut_off_begins_again() throws Exception {
    var unfinished = data().resolve("postgres/cluster.unfinished");
    Files.createDirectories(unfinished);
    Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");

    try (var server = start()) {
      assertThat(ask(server.address(), "select current_user")).isEqualTo("assay");
    }
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void a_start_that_fails_says_why_in_the_servers_words() throws Exception {
    start().close();
    Files.writeString(
        data().resolve("postgres/cluster/postgresql.conf"), "shared_buffers = lots\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
  }

  @Test
  void binaries_that_were_damaged_are_unpacked_again() throws IOException {
    var folder = temporary.resolve("binaries");
    var binaries = Binaries.in(folder, told::add);
    Files.writeString(binaries.program("postgres"), "cut off");
    var left = Files.createDirectory(folder.resolve("999999999.unfinished"));

    Binaries.in(folder, told::add);

    assertThat(
            Commands.run(List.of(binaries.program("postgres").toString(), "--version"), "")
                .output())
        .startsWith("postgres (PostgreSQL) 18");
    assertThat(told).hasSize(2);
    assertThat(left).doesNotExist();
  }

  @Test
  void root_without_user_namespaces_runs_it_as_another_user() throws Exception {
    Assumptions.assumeTrue(Unprivileged.isRoot());
    var nobody = Unprivileged.as("nobody").orElseThrow();
    // The folders of the build may lie where only root can go: everything below the temporary
    // folder then.
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    try (var server = EmbeddedPostgres.start(data(), Options.standard(), nobody)) {
      assertThat(ask(server.address(), "select 1")).isEqualTo("1");
      assertThat(Files.getOwner(Path.of("/proc", Long.toString(server.pid()))).getName())
          .isEqualTo("nobody");
      assertThat(mode(server.passwordFile())).isEqualTo("rw-------");
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
