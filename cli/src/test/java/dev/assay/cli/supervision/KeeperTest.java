package dev.assay.cli.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {
  private static final Duration AMPLE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Keeper> started = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Keeper::kill);
  }

  private Keeper keep(String script, Duration grace) {
    var log = new LogFile(folder.resolve("logs/part.log"));
    var program = new Program("part", List.of("sh", "-c", script), Map.of(), log, grace);
    var keeper = new Keeper(program, pids(), said::add);
    started.add(keeper);
    keeper.start();
    return keeper;
  }

  private PidFiles pids() {
    return new PidFiles(folder.resolve("run"));
  }

  private String log() throws IOException {
    var log = folder.resolve("logs/part.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  /** Waits until the program runs, was started so often, and is noted. */
  private void awaitUp(int times) {
    await()
        .atMost(AMPLE)
        .until(
            () -> log().equals("up\n".repeat(times)) && ProcessHandle.of(notedPid()).isPresent());
  }

  private long notedPid() throws IOException {
    var file = folder.resolve("run/part.pid");
    return Files.exists(file)
        ? ProcessIdentity.parse(Files.readString(file)).orElseThrow().pid()
        : -1;
  }

  @Test
  void a_program_that_dies_is_started_again_and_that_is_said() throws Exception {
    var keeper = keep("echo up; cat", Duration.ofSeconds(5));
    awaitUp(1);
    var first = notedPid();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    awaitUp(2);
    assertThat(notedPid()).isNotEqualTo(first);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("the part ended by itself (exit code 137)");
    keeper.stop();
    assertThat(folder.resolve("run/part.pid")).doesNotExist();
  }

  @Test
  void a_program_is_kept_running_where_nothing_can_be_noted() throws Exception {
    Files.writeString(folder.resolve("run"), "no folder");
    var own = folder.resolve("own.pid");
    keep("echo $$ > %s; echo up; cat".formatted(own), Duration.ofSeconds(5));
    await().atMost(AMPLE).until(() -> log().equals("up\n") && !said.isEmpty());
    assertThat(said.getFirst()).contains("cannot be noted whether the part runs");

    ProcessHandle.of(Long.parseLong(Files.readString(own).strip())).orElseThrow().destroyForcibly();

    await().atMost(AMPLE).until(() -> log().equals("up\nup\n"));
  }

  @Test
  void a_program_is_asked_to_end_and_given_its_grace() throws Exception {
    var keeper =
        keep(
            "trap 'echo drained; exit 0' TERM; echo up; while :; do read line || exit; done",
            Duration.ofSeconds(30));
    awaitUp(1);

    keeper.stop();

    assertThat(log()).isEqualTo("up\ndrained\n");
    assertThat(said).isEmpty();
  }

  @Test
  void a_program_that_does_not_end_is_ended_by_force() throws Exception {
    var keeper = keep("trap '' TERM; echo up; cat", Duration.ofMillis(50));
    awaitUp(1);
    var process = ProcessHandle.of(notedPid()).orElseThrow();

    keeper.stop();

    assertThat(process.isAlive()).isFalse();
    assertThat(said).contains("the part did not end within 0 s; ending it by force");
  }

  @Test
  void impatience_cuts_a_long_grace_short() throws Exception {
    var keeper = keep("trap '' TERM; echo up; cat", Duration.ofHours(1));
    awaitUp(1);
    var stopping = new Thread(() -> stop(keeper));
    stopping.start();

    keeper.kill();

    stopping.join();
    assertThat(keeper.failures()).isZero();
  }

  private static void stop(Keeper keeper) {
    try {
      keeper.stop();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void deaths_soon_after_the_start_are_counted() {
    var log = new LogFile(folder.resolve("logs/brief.log"));
    var program = new Program("brief", List.of("sh", "-c", "exit 3"), Map.of(), log, Duration.ZERO);
    var keeper = new Keeper(program, pids(), said::add);
    started.add(keeper);
    keeper.start();

    await().atMost(AMPLE).until(() -> keeper.failures() >= 2);
  }

  @Test
  void what_an_earlier_run_left_is_ended_but_not_who_has_its_number_now() throws Exception {
    var left = new ProcessBuilder("sleep", "600").start();
    var other = new ProcessBuilder("sleep", "600").start();
    try {
      var identity = ProcessIdentity.of(left.pid()).orElseThrow();
      var reused = ProcessIdentity.of(other.pid()).orElseThrow();
      pids().note("site", identity);
      pids()
          .note(
              "worker", new ProcessIdentity(reused.pid(), reused.startTicks() - 1, reused.boot()));

      pids().endLeftovers(said::add);

      assertThat(left.isAlive()).isFalse();
      assertThat(other.isAlive()).isTrue();
      assertThat(said)
          .containsExactly(
              "stopping the site that an earlier run left behind (process %d)"
                  .formatted(left.pid()));
      assertThat(folder.resolve("run")).isEmptyDirectory();
    } finally {
      left.destroyForcibly();
      other.destroyForcibly();
    }
  }
}
