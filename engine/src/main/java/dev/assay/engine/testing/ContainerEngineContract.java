package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.Exit;
import dev.assay.engine.GpusUnavailable;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.OutputSink.Stream;
import dev.assay.engine.PullProgress;
import dev.assay.engine.Sandbox;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Limits;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.SandboxSpec.Network;
import dev.assay.engine.SandboxSpec.Source;
import dev.assay.engine.SandboxSpec.User;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine does. Each program is said twice, as a shell script for a real engine and as
 * code for the fake.
 */
@Timeout(120)
public abstract class ContainerEngineContract {
  /** Long enough for a busy machine; nothing waits for it to pass. */
  protected static final Duration AMPLE = Duration.ofSeconds(60);

  protected static final long MEGABYTE = 1L << 20;

  @TempDir protected Path host;

  /** Marks what a test made, so that it can find and remove it. */
  protected final String mark = UUID.randomUUID().toString();

  private final List<Workspace> workspaces = new ArrayList<>();

  /** The engine under test; it may serve all tests. */
  protected abstract ContainerEngine engine();

  /** An image it has, with a shell. */
  protected abstract String image();

  /** An image it has not and cannot get. */
  protected abstract String missingImage();

  /** A command that does this. */
  protected abstract List<String> program(String shell, FakeProgram fake);

  @AfterEach
  void leave_nothing_behind() {
    workspaces.forEach(Workspace::close);
    assertThat(engine().sweep(labels -> mark.equals(labels.get("test"))))
        .as("left behind by the test")
        .isEmpty();
  }

  protected final Map<String, String> labels() {
    return Map.of("test", mark);
  }

  protected final Workspace workspace(long bytes, long inodes) {
    var workspace = engine().createWorkspace(new Workspace.Limits(bytes, inodes), labels());
    workspaces.add(workspace);
    return workspace;
  }

  protected final Workspace workspace() {
    return workspace(100 * MEGABYTE, 10_000);
  }

  protected static Limits limits() {
    return new Limits(256 * MEGABYTE, 1, 64, 16 * MEGABYTE, 16 * MEGABYTE);
  }

  protected final SandboxSpec spec(List<String> command, Mount... mounts) {
    try {
      return new SandboxSpec(
          engine().ensure(image(), PullProgress.SILENT),
          command,
          "/",
          Map.of(),
          List.of(mounts),
          limits(),
          Network.NONE,
          false,
          User.UNPRIVILEGED,
          labels());
    } catch (ImageUnavailable e) {
      throw new AssertionError(e);
    }
  }

  /** How a program ended and what it wrote. */
  protected record Ran(Exit exit, Recorder output) {
    public int code() {
      assertThat(exit).as("stderr: %s", output.err()).isInstanceOf(Exit.Exited.class);
      return ((Exit.Exited) exit).code();
    }
  }

  protected final Ran run(SandboxSpec spec) throws InterruptedException {
    return run(spec, AMPLE);
  }

  protected final Ran run(SandboxSpec spec, Duration limit) throws InterruptedException {
    var output = new Recorder();
    try (var sandbox = engine().prepare(spec)) {
      sandbox.start(output);
      return new Ran(sandbox.await(limit), output);
    }
  }

  protected final Ran run(String shell, FakeProgram fake, Mount... mounts)
      throws InterruptedException {
    return run(spec(program(shell, fake), mounts));
  }

  protected static Mount writable(String path, Workspace workspace, String folder) {
    return new Mount(path, new Source.InWorkspace(workspace, folder));
  }

  protected final Path hostFolder(String file, String text) {
    try {
      var folder = Files.createDirectories(host.resolve("input"));
      Files.writeString(folder.resolve(file), text);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program and returns once it has said so. */
  private Sandbox startedAndTalking(SandboxSpec spec) throws InterruptedException {
    var talking = new CountDownLatch(1);
    var sandbox = engine().prepare(spec);
    sandbox.start((_, _, _, _) -> talking.countDown());
    assertThat(talking.await(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return sandbox;
  }

  private SandboxSpec endless(Mount... mounts) {
    return spec(
        program(
            "echo started; sleep 1000 & wait",
            process -> {
              process.out("started\n");
              return process.hang();
            }),
        mounts);
  }

  // Images

  @Test
  void an_image_that_is_present_is_resolved_to_its_content() throws Exception {
    var resolved = engine().ensure(image(), PullProgress.SILENT);
    assertThat(resolved.reference()).isEqualTo(image());
    assertThat(resolved.id()).startsWith("sha256:");
  }

  @Test
  void an_image_that_is_nowhere_to_be_had_is_named_in_the_refusal() {
    assertThatExceptionOfType(ImageUnavailable.class)
        .isThrownBy(() -> engine().ensure(missingImage(), PullProgress.SILENT))
        .withMessageContaining(missingImage())
        .satisfies(refusal -> assertThat(refusal.image()).isEqualTo(missingImage()));
  }

  // Output

  @RepeatedTest(20)
  void the_log_of_a_program_that_ends_at_once_is_complete() throws Exception {
    var ran =
        run(
            "echo first; echo second >&2; echo last",
            process -> {
              process.out("first\n");
              process.err("second\n");
              process.out("last\n");
              return 0;
            });
    assertThat(ran.code()).isZero();
    assertThat(ran.output().out()).isEqualTo("first\nlast\n");
    assertThat(ran.output().err()).isEqualTo("second\n");
  }

  @Test
  void output_arrives_byte_for_byte_whatever_the_bytes_are() throws Exception {
    var every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    var input = host.resolve("bytes");
    Files.createDirectories(input);
    Files.write(input.resolve("every"), every);
    var ran =
        run(
            "cat /in/every; cat /in/every >&2",
            process -> {
              process.out(process.readBytes("/in/every"));
              process.err(process.readBytes("/in/every"));
              return 0;
            },
            new Mount("/in", new Source.ReadOnly(input)));
    assertThat(ran.output().bytes(Stream.STDOUT)).isEqualTo(every);
    assertThat(ran.output().bytes(Stream.STDERR)).isEqualTo(every);
  }

  @Test
  void no_byte_of_a_long_log_is_lost() throws Exception {
    var ran =
        run(
            "yes 123456789 | head -c 5000000",
            process -> {
              process.out("123456789\n".repeat(500_000));
              return 0;
            });
    assertThat(ran.output().bytes(Stream.STDOUT)).hasSize(5_000_000);
    assertThat(ran.output().out()).isEqualTo("123456789\n".repeat(500_000));
  }

  @Test
  void output_is_heard_while_the_program_runs() throws Exception {
    try (var sandbox = startedAndTalking(endless())) {
      sandbox.kill();
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
    }
  }

  // Ends

  @Test
  void the_exit_code_is_the_programs_own() throws Exception {
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
  void a_command_that_does_not_exist_is_told_apart_from_a_failing_engine() throws Exception {
    assertThat(run(spec(List.of("no-such-command", "argument"))).exit())
        .isInstanceOfSatisfying(
            Exit.NotStarted.class,
            refused -> assertThat(refused.reason()).contains("no-such-command"));
  }

  @Test
  void past_its_time_a_program_is_killed_and_writes_nothing_more() throws Exception {
    var workspace = workspace();
    var limit = Duration.ofMillis(700);
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
  void a_killed_program_ends_as_killed() throws Exception {
    try (var sandbox = startedAndTalking(endless())) {
      Thread.ofVirtual().start(sandbox::kill);
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
    }
  }

  @Test
  void killing_a_program_that_has_ended_changes_nothing() throws Exception {
    try (var sandbox = engine().prepare(spec(program("exit 5", _ -> 5)))) {
      sandbox.start(new Recorder());
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Exited.class);
      sandbox.kill();
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Exited.class);
    }
  }

  @Test
  void a_sandbox_killed_before_the_word_to_go_never_runs() throws Exception {
    var output = new Recorder();
    try (var sandbox = engine().prepare(endless())) {
      sandbox.kill();
      sandbox.start(output);
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
      assertThat(output.out()).isEmpty();
    }
  }

  @Test
  void interrupting_the_wait_kills_the_program() throws Exception {
    try (var sandbox = startedAndTalking(endless())) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> sandbox.await(AMPLE));
      assertThat(Thread.interrupted()).isFalse();
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
    }
  }

  @Test
  void a_program_that_takes_too_much_memory_is_told_so() throws Exception {
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

  // Mounts

  @Test
  void a_read_only_mount_can_be_read_and_refuses_to_be_written() throws Exception {
    var folder = hostFolder("data.txt", "original");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    var ran =
        run(
            "cat /in/data.txt; echo new > /in/new.txt",
            process -> {
              process.out(process.read("/in/data.txt"));
              process.write("/in/new.txt", "new");
              return 0;
            },
            new Mount("/in", new Source.ReadOnly(folder)));
    assertThat(ran.code()).isNotZero();
    assertThat(ran.output().out()).isEqualTo("original");
    assertThat(ran.output().err()).contains("Read-only file system");
    assertThat(folder.resolve("new.txt")).doesNotExist();
  }

  @Test
  void a_copy_on_write_mount_is_writable_and_what_lies_below_stays_as_it_was() throws Exception {
    var folder = hostFolder("data.txt", "original");
    writableForAll(folder);
    var mount = new Mount("/app/program", new Source.CopyOnWrite(folder));
    FakeProgram fake =
        process -> {
          process.out(String.join(" ", process.list("/app/program")));
          process.write("/app/program/data.txt", "changed");
          process.write("/app/program/new.txt", "new");
          process.out(" " + process.read("/app/program/data.txt"));
          return 0;
        };
    var shell =
        "cd /app/program; echo -n *; echo -n changed > data.txt; echo -n new > new.txt;"
            + " echo -n ' '; cat data.txt";
    assertThat(run(shell, fake, mount).output().out()).isEqualTo("data.txt changed");
    assertThat(run(shell, fake, mount).output().out())
        .as("the second run sees nothing of the first")
        .isEqualTo("data.txt changed");
    assertThat(folder.resolve("data.txt")).hasContent("original");
    assertThat(folder.resolve("new.txt")).doesNotExist();
  }

  private static void writableForAll(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
  }

  @Test
  void a_copy_on_write_mount_shows_what_came_after_it_was_prepared() throws Exception {
    var folder = hostFolder("early.txt", "");
    writableForAll(folder);
    var command =
        program(
            "echo -n $(ls /in)",
            process -> {
              process.out(String.join(" ", process.list("/in")));
              return 0;
            });
    var output = new Recorder();
    try (var sandbox =
        engine().prepare(spec(command, new Mount("/in", new Source.CopyOnWrite(folder))))) {
      Files.writeString(folder.resolve("late.txt"), "");
      sandbox.start(output);
      sandbox.await(AMPLE);
    }
    assertThat(output.out()).isEqualTo("early.txt late.txt");
  }

  @Test
  void one_copy_on_write_folder_at_two_places_is_one_layer() throws Exception {
    var folder = hostFolder("data.txt", "original");
    writableForAll(folder);
    var ran =
        run(
            "echo -n changed > /app/program/data.txt; cat /app/ingestion_program/data.txt",
            process -> {
              process.write("/app/program/data.txt", "changed");
              process.out(process.read("/app/ingestion_program/data.txt"));
              return 0;
            },
            new Mount("/app/program", new Source.CopyOnWrite(folder)),
            new Mount("/app/ingestion_program", new Source.CopyOnWrite(folder)));
    assertThat(ran.output().out()).isEqualTo("changed");
    assertThat(folder.resolve("data.txt")).hasContent("original");
  }

  @Test
  void two_sandboxes_that_share_a_folder_talk_through_it() throws Exception {
    var workspace = workspace();
    var asking =
        spec(
            program(
                "echo question > /app/shared/q; while [ ! -e /app/shared/a ]; do :; done;"
                    + " cat /app/shared/a",
                process -> {
                  process.write("/app/shared/q", "question\n");
                  while (!process.exists("/app/shared/a")) {
                    Thread.onSpinWait();
                  }
                  process.out(process.read("/app/shared/a"));
                  return 0;
                }),
            writable("/app/shared", workspace, "shared"));
    var answering =
        spec(
            program(
                "while [ ! -e /app/shared/q ]; do :; done; echo answer > /app/shared/t;"
                    + " mv /app/shared/t /app/shared/a",
                process -> {
                  while (!process.exists("/app/shared/q")) {
                    Thread.onSpinWait();
                  }
                  process.write("/app/shared/t", "answer\n");
                  Files.move(process.host("/app/shared/t"), process.host("/app/shared/a"));
                  return 0;
                }),
            writable("/app/shared", workspace, "shared"));
    var heard = new Recorder();
    try (var first = engine().prepare(asking);
        var second = engine().prepare(answering)) {
      first.start(heard);
      second.start(new Recorder());
      assertThat(second.await(AMPLE)).isInstanceOf(Exit.Exited.class);
      assertThat(first.await(AMPLE)).isInstanceOf(Exit.Exited.class);
    }
    assertThat(heard.out()).isEqualTo("answer\n");
  }

  @Test
  void one_folder_can_be_mounted_under_two_names() throws Exception {
    var workspace = workspace();
    var ran =
        run(
            "echo text > /one/file; cat /two/file",
            process -> {
              process.write("/one/file", "text\n");
              process.out(process.read("/two/file"));
              return 0;
            },
            writable("/one", workspace, "same"),
            writable("/two", workspace, "same"));
    assertThat(ran.output().out()).isEqualTo("text\n");
  }

  // Workspaces

  @Test
  void what_one_sandbox_wrote_is_collected_and_mounted_into_the_next() throws Exception {
    var workspace = workspace();
    run(
        "umask 077; mkdir -p /app/output/deep; echo 42 > /app/output/deep/answer",
        process -> {
          process.write("/app/output/deep/answer", "42\n");
          return 0;
        },
        writable("/app/output", workspace, "output"));
    var collected = workspace.collect("output");
    assertThat(collected.folder().resolve("deep/answer")).hasContent("42\n");
    assertThat(collected.files()).isEqualTo(1);
    assertThat(collected.bytes()).isEqualTo(3);
    assertThat(collected.refused()).isEmpty();
    var ran =
        run(
            "cat /app/input/res/deep/answer",
            process -> {
              process.out(process.read("/app/input/res/deep/answer"));
              return 0;
            },
            new Mount("/app/input/res", new Source.ReadOnly(collected.folder())));
    assertThat(ran.output().out()).isEqualTo("42\n");
  }

  @Test
  void files_put_into_a_workspace_are_found_and_can_be_written_over() throws Exception {
    var workspace = workspace();
    var source = hostFolder("data.txt", "original");
    Files.setPosixFilePermissions(
        source.resolve("data.txt"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(Files.createDirectory(source.resolve("sub")).resolve("run.sh"), "");
    workspace.put("output", source);
    var ran =
        run(
            "cat /app/output/data.txt; echo -n changed > /app/output/data.txt;"
                + " echo -n new > /app/output/sub/new.txt",
            process -> {
              process.out(process.read("/app/output/data.txt"));
              process.write("/app/output/data.txt", "changed");
              process.write("/app/output/sub/new.txt", "new");
              return 0;
            },
            writable("/app/output", workspace, "output"));
    assertThat(ran.code()).isZero();
    assertThat(ran.output().out()).isEqualTo("original");
    var collected = workspace.collect("output");
    assertThat(collected.folder().resolve("data.txt")).hasContent("changed");
    assertThat(collected.files()).isEqualTo(3);
    assertThat(source.resolve("data.txt")).hasContent("original");
  }

  @Test
  void a_folder_that_no_program_wrote_to_is_collected_as_empty() throws Exception {
    var collected = workspace().collect("never-used");
    assertThat(collected.folder()).isEmptyDirectory();
    assertThat(collected.files()).isZero();
  }

  @Test
  void links_are_dropped_from_what_is_collected_and_named() throws Exception {
    var secret = Files.writeString(host.resolve("secret"), "secret");
    var workspace = workspace();
    run(
        "cd /out; echo fine > fine; ln -s " + secret + " leak; mkdir sub; ln -s / sub/root",
        process -> {
          process.write("/out/fine", "fine\n");
          process.write("/out/sub/x", "");
          Files.delete(process.host("/out/sub/x"));
          Files.createSymbolicLink(process.host("/out/leak"), secret);
          Files.createSymbolicLink(process.host("/out/sub/root"), Path.of("/"));
          return 0;
        },
        writable("/out", workspace, "out"));
    var collected = workspace.collect("out");
    assertThat(collected.refused()).containsExactlyInAnyOrder("leak (link)", "sub/root (link)");
    assertThat(collected.folder().resolve("fine")).hasContent("fine\n");
    assertThat(collected.folder().resolve("leak")).doesNotExist();
    assertThat(collected.folder().resolve("sub")).isEmptyDirectory();
    assertThat(secret).hasContent("secret");
  }

  @Test
  void too_many_bytes_end_the_program_and_say_so() throws Exception {
    var ran =
        run(
            "while :; do head -c 300000 /dev/zero >> /out/big || true; done",
            process -> {
              for (int i = 0; true; i++) {
                process.write("/out/big-" + i, new byte[300_000]);
              }
            },
            writable("/out", workspace(MEGABYTE, 1000), "out"));
    assertThat(ran.exit())
        .isInstanceOfSatisfying(
            Exit.WorkspaceFull.class,
            full -> assertThat(full.limits()).isEqualTo(new Workspace.Limits(MEGABYTE, 1000)));
  }

  @Test
  void too_many_bytes_are_noticed_after_a_program_that_ended_quickly() throws Exception {
    var ran =
        run(
            "head -c 1500000 /dev/zero > /out/big",
            process -> {
              Files.write(process.host("/out/big"), new byte[1_500_000]);
              return 0;
            },
            writable("/out", workspace(MEGABYTE, 1000), "out"));
    assertThat(ran.exit()).isInstanceOf(Exit.WorkspaceFull.class);
  }

  @Test
  void too_many_files_end_the_program_and_say_so() throws Exception {
    var ran =
        run(
            "i=0; while :; do i=$((i+1)); : > /out/$i; done",
            process -> {
              for (int i = 0; true; i++) {
                process.write("/out/" + i, "");
              }
            },
            writable("/out", workspace(100 * MEGABYTE, 50), "out"));
    assertThat(ran.exit()).isInstanceOf(Exit.WorkspaceFull.class);
  }

  @Test
  void a_workspace_filled_to_the_limit_and_not_past_it_is_fine() throws Exception {
    var ran =
        run(
            "head -c 1048576 /dev/zero > /out/big",
            process -> {
              process.write("/out/big", new byte[1 << 20]);
              return 0;
            },
            writable("/out", workspace(MEGABYTE, 1000), "out"));
    assertThat(ran.code()).isZero();
  }

  @Test
  void closing_a_workspace_deletes_what_the_programs_made_hard_to_delete() throws Exception {
    var workspace = engine().createWorkspace(new Workspace.Limits(MEGABYTE, 1000), labels());
    run(
        "mkdir -p /out/locked/below; : > /out/locked/below/file; chmod 000 /out/locked/below"
            + " /out/locked",
        process -> {
          process.write("/out/locked/below/file", "");
          var locked = process.host("/out/locked");
          var nothing = PosixFilePermissions.fromString("---------");
          Files.setPosixFilePermissions(locked.resolve("below"), nothing);
          Files.setPosixFilePermissions(locked, nothing);
          return 0;
        },
        writable("/out", workspace, "out"));
    var folder = workspace.collect("out").folder();
    workspace.close();
    workspace.close();
    assertThat(folder).doesNotExist();
  }

  // What a program finds

  @Test
  void the_root_is_closed_and_tmp_is_not() throws Exception {
    var ran =
        run(
            "echo kept > /tmp/file && cat /tmp/file; echo x > /root-file",
            process -> {
              process.write("/tmp/file", "kept\n");
              process.out(process.read("/tmp/file"));
              process.write("/root-file", "x");
              return 0;
            });
    assertThat(ran.output().out()).isEqualTo("kept\n");
    assertThat(ran.code()).isNotZero();
  }

  @Test
  void the_environment_is_the_given_one_with_a_home_in_tmp() throws Exception {
    var spec =
        spec(
            program(
                "echo $HOME $GREETING",
                process -> {
                  var environment = process.environment();
                  process.out(environment.get("HOME") + " " + environment.get("GREETING") + "\n");
                  return 0;
                }));
    var greeting =
        new SandboxSpec(
            spec.image(),
            spec.command(),
            "/app/program",
            Map.of("GREETING", "hello = there"),
            List.of(new Mount("/app/program", new Source.ReadOnly(hostFolder("x", "")))),
            spec.limits(),
            spec.network(),
            spec.writableRoot(),
            spec.user(),
            spec.labels());
    assertThat(run(greeting).output().out()).isEqualTo("/tmp hello = there\n");
  }

  // Lifecycle

  @Test
  void a_sandbox_that_was_prepared_and_never_started_closes_cleanly() {
    var sandbox = engine().prepare(endless());
    sandbox.close();
    sandbox.close();
  }

  @Test
  void closing_a_sandbox_kills_what_runs_in_it() throws Exception {
    var sandbox = startedAndTalking(endless());
    sandbox.close();
    sandbox.close();
    assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
  }

  @Test
  void a_sweep_removes_what_matches_and_nothing_else() throws Exception {
    var dead = Map.of("test", mark, "attempt", "dead");
    var left = engine().createWorkspace(new Workspace.Limits(MEGABYTE, 100), dead);
    var endless = endless(writable("/out", left, "out"));
    startedAndTalking(labelled(endless, dead));
    try (var alive = startedAndTalking(endless())) {
      assertThat(
              engine()
                  .sweep(
                      labels ->
                          dead.equals(labels) || labels.entrySet().containsAll(dead.entrySet())))
          .hasSize(2);
      alive.kill();
      assertThat(alive.await(AMPLE)).as("still ran until now").isInstanceOf(Exit.Killed.class);
    }
  }

  private static SandboxSpec labelled(SandboxSpec spec, Map<String, String> labels) {
    return new SandboxSpec(
        spec.image(),
        spec.command(),
        spec.workingDirectory(),
        spec.environment(),
        spec.mounts(),
        spec.limits(),
        spec.network(),
        spec.writableRoot(),
        spec.user(),
        labels);
  }

  @Test
  void graphics_processors_that_it_does_not_have_are_refused_as_that() {
    var spec = spec(program("true", process -> 0)).withGpus(List.of("GPU-none-such"));

    assertThatThrownBy(
            () -> {
              try (var sandbox = engine().prepare(spec)) {
                sandbox.start(new Recorder());
              }
            })
        .isInstanceOf(GpusUnavailable.class)
        .hasMessageContaining("cannot hand out graphics processors");
  }

  @Test
  void many_sandboxes_run_at_once_and_none_hears_another() throws Exception {
    var command =
        program(
            "echo $NUMBER; echo $NUMBER >&2; exit $NUMBER",
            process -> {
              var number = process.environment().get("NUMBER") + "\n";
              process.out(number);
              process.err(number);
              return Integer.parseInt(number.strip());
            });
    var spec = spec(command);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var runs = new ArrayList<Future<Ran>>();
      for (int i = 0; i < 24; i++) {
        var numbered = numbered(spec, i);
        runs.add(threads.submit(() -> run(numbered)));
      }
      for (int i = 0; i < runs.size(); i++) {
        var ran = runs.get(i).get();
        assertThat(ran.code()).isEqualTo(i);
        assertThat(ran.output().out()).isEqualTo(i + "\n");
        assertThat(ran.output().err()).isEqualTo(i + "\n");
      }
    }
  }

  private static SandboxSpec numbered(SandboxSpec spec, int number) {
    return new SandboxSpec(
        spec.image(),
        spec.command(),
        spec.workingDirectory(),
        Map.of("NUMBER", Integer.toString(number)),
        spec.mounts(),
        spec.limits(),
        spec.network(),
        spec.writableRoot(),
        spec.user(),
        spec.labels());
  }

  protected static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
