package dev.assay.cli.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.cli.Assay;
import dev.assay.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code assay up} as processes, with a real database, and a site and a worker that only live and
 * die.
 */
class UpIT {
  @TempDir static Path homeFolder;
  private static AssayHome home = new AssayHome(Path.of("unset"));

  @TempDir Path folder;
  private Path data = Path.of("unset");
  private int port;
  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void makeHome() throws IOException {
    home = FakeHome.in(homeFolder);
  }

  @BeforeEach
  void choose() throws IOException {
    data = folder.resolve("data");
    // how users start.
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void end() throws Exception {
    for (var up : started) {
      up.destroyForcibly().waitFor();
    }
    for (var part : List.of("worker", "site")) {
      noted(part).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }
    EmbeddedPostgres.destroy(data);
  }

  private Process up(String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Assay.class.getName(),
                "up",
                "--data=" + data,
                "--port=" + port));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ASSAY_HOME", home.folder().toString());
    var process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile())).start();
    started.add(process);
    return process;
  }

  private Path said() {
    return folder.resolve("up.log");
  }

  private String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String log(String part) {
    return text(data.resolve("logs/" + part + ".log"));
  }

  private void awaitReady(int times) {
    await()
        .atMost(Duration.ofSeconds(180))
        .until(
            () ->
                text(said()).split("Assay is at", -1).length > times
                    && log("worker").split("worker up", -1).length > times);
  }

  private Optional<Long> noted(String part) {
    return ProcessIdentity.parse(text(data.resolve("run/" + part + ".pid")))
        .map(ProcessIdentity::pid);
  }

  private ProcessHandle process(String part) {
    return ProcessHandle.of(noted(part).orElseThrow()).orElseThrow();
  }

  @Test
  void it_runs_site_and_worker_and_stops_them_in_order_when_asked() throws Exception {
    var up = up("--slots=3", "--set=assay.lease=1s");
    awaitReady(1);

    assertThat(log("site"))
        .contains(
            "--assay.roles=site,site-worker", "--server.address=127.0.0.1", "--assay.lease=1s")
        .contains("database jdbc:postgresql://127.0.0.1:");
    assertThat(log("worker"))
        .contains("worker up with worker --site http://127.0.0.1:" + port, "--slots=3");
    for (var secret : List.of("admin-password", "worker-token")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
          .isEqualTo("rw-------");
    }

    up.toHandle().destroy();

    assertThat(up.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isZero();
    assertThat(text(said()))
        .containsSubsequence(
            "stopping the worker", "stopping the site", "stopping the database", "stopped");
    assertThat(log("worker")).endsWith("asked to end\n");
    assertThat(log("site")).endsWith("asked to end\n");
    assertThat(EmbeddedPostgres.running(data)).isEmpty();
  }

  @Test
  void killed_it_takes_site_and_worker_along_and_the_next_start_goes_on() throws Exception {
    var first = up();
    awaitReady(1);
    var worker = process("worker");
    var site = process("site");

    first.destroyForcibly().waitFor();

    worker.onExit().get(60, TimeUnit.SECONDS);
    site.onExit().get(60, TimeUnit.SECONDS);
    assertThat(log("worker")).endsWith("input closed\n");
    assertThat(log("site")).endsWith("input closed\n");
    assertThat(EmbeddedPostgres.running(data)).isPresent();

    up();
    awaitReady(2);
    assertThat(text(said())).contains("stopping the PostgreSQL that an earlier run left behind");
  }

  @Test
  void a_part_that_is_killed_is_started_again_the_database_on_its_port() throws Exception {
    up();
    awaitReady(1);
    var database = EmbeddedPostgres.running(data).orElseThrow();
    var site = noted("site").orElseThrow();

    process("site").destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> log("site").split("site up", -1).length == 3);
    assertThat(noted("site")).isNotEmpty().isNotEqualTo(Optional.of(site));
    assertThat(EmbeddedPostgres.running(data)).contains(database);

    postmaster().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(180))
        .until(() -> EmbeddedPostgres.running(data).equals(Optional.of(database)));
    assertThat(text(said()))
        .contains("the site ended by itself (exit code 137)", "the database ended by itself");
  }

  private ProcessHandle postmaster() {
    var pid =
        text(data.resolve("postgres/cluster/postmaster.pid")).lines().findFirst().orElseThrow();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  @Test
  void a_second_start_on_the_folder_is_refused_and_disturbs_nothing() throws Exception {
    up();
    awaitReady(1);

    var second = up();

    assertThat(second.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(2);
    assertThat(text(said())).contains("in use by process " + started.getFirst().pid());
    assertThat(process("site").isAlive()).isTrue();
  }

  @Test
  void a_port_in_use_is_named_before_anything_is_started() throws Exception {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      var up = up();
      assertThat(up.waitFor(180, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).isEqualTo(2);
    }
    assertThat(text(said())).contains("Cannot listen on 127.0.0.1 port " + port, "--port");
    assertThat(data.resolve("postgres")).doesNotExist();
  }

  @Test
  void asked_to_stop_while_starting_it_stops() throws Exception {
    var up = up();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> text(said()).contains("starting the database"));

    up.toHandle().destroy();

    assertThat(up.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isZero();
    assertThat(EmbeddedPostgres.running(data)).isEmpty();
  }
}
