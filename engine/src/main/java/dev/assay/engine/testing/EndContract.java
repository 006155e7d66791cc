package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.engine.Exit;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How programs end, and how an engine tells one end from another. */
interface EndContract extends EngineBed {

  @Test
  default void the_exit_code_is_the_programs_own() throws Exception {
    assertThat(run("exit 0", _ -> 0).exit())
        .isInstanceOfSatisfying(
            Exit.Exited.class,
            exited -> {
              assertThat(exited.code()).isZero();
              assertThat(exited.outOfMemory()).isFalse();
              assertThat(exited.elapsed()).isPositive();
            });
    assertThat(run("exit 37", _ -> 37).code()).isEqualTo(37);
  }

  @Test
  default void a_command_that_does_not_exist_is_told_apart_from_a_failing_engine()
      throws Exception {
    assertThat(run(spec(List.of("no-such-command", "argument"))).exit())
        .isInstanceOfSatisfying(
            Exit.NotStarted.class,
            refused -> assertThat(refused.reason()).contains("no-such-command"));
  }

  @Test
  default void past_its_time_a_program_is_killed_and_writes_nothing_more() throws Exception {
    var workspace = workspace();
    // The program has to have written something by then, on a busy machine too.
    var limit = Duration.ofSeconds(3);
    var spec =
        spec(
            program(
                "trap '' TERM INT; i=0; while :; do i=$((i+1)); echo $i > /out/count; done",
                process -> {
                  for (int i = 0; true; i++) {
                    process.write("/out/count", i + "\n");
                  }
                }),
            writable("/out", workspace, "out"));
    try (var sandbox = engine().prepare(spec)) {
      sandbox.start(new Recorder());
      assertThat(sandbox.await(limit))
          .isInstanceOfSatisfying(
              Exit.TimedOut.class,
              timedOut -> {
                assertThat(timedOut.limit()).isEqualTo(limit);
                assertThat(timedOut.elapsed()).isGreaterThanOrEqualTo(limit);
              });
      var count = workspace.collect("out").folder().resolve("count");
      var before = Files.readString(count);
      Thread.yield();
      assertThat(Files.readString(count)).isEqualTo(before);
    }
  }

  @Test
  default void a_killed_program_ends_as_killed() throws Exception {
    try (var sandbox = startedAndTalking(endless())) {
      Thread.ofVirtual().start(sandbox::kill);
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
    }
  }

  @Test
  default void killing_a_program_that_has_ended_changes_nothing() throws Exception {
    try (var sandbox = engine().prepare(spec(program("exit 5", _ -> 5)))) {
      sandbox.start(new Recorder());
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Exited.class);
      sandbox.kill();
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Exited.class);
    }
  }

  @Test
  default void a_sandbox_killed_before_the_word_to_go_never_runs() throws Exception {
    var output = new Recorder();
    try (var sandbox = engine().prepare(endless())) {
      sandbox.kill();
      sandbox.start(output);
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
      assertThat(output.out()).isEmpty();
    }
  }

  @Test
  default void interrupting_the_wait_kills_the_program() throws Exception {
    try (var sandbox = startedAndTalking(endless())) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> sandbox.await(AMPLE));
      assertThat(Thread.interrupted()).isFalse();
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
    }
  }

  @Test
  default void a_program_that_takes_too_much_memory_is_told_so() throws Exception {
    var ran =
        run(
            "exec python3 -c 'x = bytearray(1 << 30); x[::4096] = b\"1\" * len(x[::4096])'",
            FakeProcess::runOutOfMemory);
    assertThat(ran.exit())
        .isInstanceOfSatisfying(
            Exit.Exited.class,
            exited -> {
              assertThat(exited.outOfMemory()).isTrue();
              assertThat(exited.code()).isEqualTo(137);
            });
  }
}
