package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.Exit;
import dev.assay.engine.ImageUnavailable;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the parts of the contract share. Each program is said twice, as a shell script for a real
 * engine and as code for the fake.
 */
interface EngineBed {

  /** Long enough for a busy machine; nothing waits for it to pass. */
  Duration AMPLE = Duration.ofSeconds(60);

  long MEGABYTE = 1L << 20;

  /** The engine under test; it may serve all tests. */
  ContainerEngine engine();

  /** An image it has, with a shell. */
  String image();

  /** An image it has not and cannot get. */
  String missingImage();

  /** A command that does this. */
  List<String> program(String shell, FakeProgram fake);

  /** A folder of the machine the engine runs on, fresh for each test. */
  Path host();

  /** Marks what a test made, so that it can find and remove it. */
  String mark();

  /** A workspace that goes away with the test. */
  Workspace workspace(long bytes, long inodes);

  default Workspace workspace() {
    return workspace(100 * MEGABYTE, 10_000);
  }

  default Map<String, String> labels() {
    return Map.of("test", mark());
  }

  default Limits limits() {
    return new Limits(256 * MEGABYTE, 1, 64, 16 * MEGABYTE, 16 * MEGABYTE);
  }

  default SandboxSpec spec(List<String> command, Mount... mounts) {
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
          labels(),
          List.of());
    } catch (ImageUnavailable e) {
      throw new AssertionError(e);
    }
  }

  /** How a program ended and what it wrote. */
  record Ran(Exit exit, Recorder output) {
    public int code() {
      assertThat(exit).as("stderr: %s", output.err()).isInstanceOf(Exit.Exited.class);
      return ((Exit.Exited) exit).code();
    }
  }

  default Ran run(SandboxSpec spec) throws InterruptedException {
    return run(spec, AMPLE);
  }

  default Ran run(SandboxSpec spec, Duration limit) throws InterruptedException {
    var output = new Recorder();
    try (var sandbox = engine().prepare(spec)) {
      sandbox.start(output);
      return new Ran(sandbox.await(limit), output);
    }
  }

  default Ran run(String shell, FakeProgram fake, Mount... mounts) throws InterruptedException {
    return run(spec(program(shell, fake), mounts));
  }

  default Mount writable(String path, Workspace workspace, String folder) {
    return new Mount(path, new Source.InWorkspace(workspace, folder));
  }

  default Path hostFolder(String file, String text) {
    try {
      var folder = Files.createDirectories(host().resolve("input"));
      Files.writeString(folder.resolve(file), text);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program and returns once it has said so. */
  default Sandbox startedAndTalking(SandboxSpec spec) throws InterruptedException {
    var talking = new CountDownLatch(1);
    var sandbox = engine().prepare(spec);
    sandbox.start((_, _, _, _) -> talking.countDown());
    assertThat(talking.await(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return sandbox;
  }

  default SandboxSpec endless(Mount... mounts) {
    return spec(
        program(
            "echo started; sleep 1000 & wait",
            process -> {
              process.out("started\n");
              return process.hang();
            }),
        mounts);
  }
}
