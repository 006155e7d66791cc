package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineException;
import dev.assay.engine.EngineProvider;
import dev.assay.engine.Exit;
import dev.assay.engine.PullProgress;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.SandboxSpec.Source;
import dev.assay.engine.SandboxSpec.User;
import dev.assay.engine.Workspace;
import dev.assay.engine.testing.ContainerEngineContract;
import dev.assay.engine.testing.FakeEngine;
import dev.assay.engine.testing.FakeProgram;
import dev.assay.engine.testing.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineIT extends ContainerEngineContract {
  @TempDir static Path data;

  private static ContainerEngine engine = new FakeEngine(Path.of(""));

  @BeforeAll
  static void connect() throws Exception {
    TestImage.make();
    engine = EngineProvider.connectAny(data);
  }

  @AfterAll
  static void disconnect() {
    engine.close();
  }

  @Override
  public ContainerEngine engine() {
    return engine;
  }

  @Override
  public String image() {
    return TestImage.NAME;
  }

  @Override
  public String missingImage() {
    return "127.0.0.1:1/assay/nowhere:1";
  }

  @Override
  public List<String> program(String shell, FakeProgram fake) {
    return List.of("sh", "-c", shell);
  }

  @Test
  void the_engine_says_what_it_is() {
    assertThat(engine.info().name()).isIn("Docker", "Podman");
    assertThat(engine.info().version()).isNotBlank();
    assertThat(engine.info().cpus()).isPositive();
    assertThat(engine.info().memoryBytes()).isPositive();
  }

  // What only a real engine can show: what a program cannot do.

  private Ran run(String shell, Mount... mounts) throws InterruptedException {
    return run(spec(List.of("sh", "-c", shell), mounts));
  }

  private static SandboxSpec as(User user, boolean writableRoot, SandboxSpec spec) {
    return new SandboxSpec(
        spec.image(),
        spec.command(),
        spec.workingDirectory(),
        spec.environment(),
        spec.mounts(),
        spec.limits(),
        spec.network(),
        writableRoot,
        user,
        spec.labels(),
        spec.gpus());
  }

  @Test
  void a_program_is_nobody_in_particular_and_has_no_capabilities() throws Exception {
    var status = run("cat /proc/self/status").output().out();
    assertThat(status)
        .containsPattern("CapEff:\\s0{16}\\n")
        .containsPattern("CapPrm:\\s0{16}\\n")
        .containsPattern("CapBnd:\\s0{16}\\n")
        .containsPattern("NoNewPrivs:\\s1\\n")
        .containsPattern("Seccomp:\\s2\\n")
        .doesNotContainPattern("[UG]id:.*\\s0\\s");
  }

  @Test
  void a_program_that_runs_as_the_images_user_still_has_no_capabilities() throws Exception {
    var spec =
        as(User.OF_IMAGE, false, spec(List.of("sh", "-c", "id -u; grep Cap /proc/self/status")));
    assertThat(run(spec).output().out())
        .startsWith("0\n")
        .containsPattern("CapEff:\\s0{16}\\n")
        .containsPattern("CapBnd:\\s0{16}\\n");
  }

  @Test
  void a_program_runs_as_the_user_that_is_named() throws Exception {
    var workspace = workspace();
    var spec =
        as(
            User.named("1234:100"),
            false,
            spec(
                List.of("sh", "-c", "id -u; id -g; echo mine > /out/file"),
                writable("/out", workspace, "out")));
    assertThat(run(spec).output().out()).isEqualTo("1234\n100\n");
    assertThat(workspace.collect("out").folder().resolve("file")).hasContent("mine");
  }

  @Test
  void the_root_can_be_written_where_the_spec_opens_it_and_that_stays_private() throws Exception {
    var command = List.of("sh", "-c", "ls /opt; echo x > /opt/file && echo wrote");
    var open = as(User.OF_IMAGE, true, spec(command));
    assertThat(run(open).output().out()).isEqualTo("wrote\n");
    assertThat(run(open).output().out()).isEqualTo("wrote\n");
  }

  @Test
  void without_a_network_there_is_a_loopback_and_nothing_else() throws Exception {
    var talk =
        """
        import socket
        server = socket.create_server(("127.0.0.1", 0))
        client = socket.create_connection(server.getsockname())
        print("loopback works")
        try:
            socket.create_connection(("192.0.2.1", 80), 5)
        except OSError as e:
            print("outside:", e.strerror)
        """;
    var ran = run(spec(List.of("python3", "-c", talk)));
    assertThat(ran.output().out()).isEqualTo("loopback works\noutside: Network is unreachable\n");
    assertThat(run("ls /sys/class/net").output().out()).isEqualTo("lo\n");
  }

  @Test
  void a_fork_bomb_ends_at_the_limit_on_processes() throws Exception {
    var bomb =
        """
        import os, time
        forked = 0
        try:
            while forked < 500:
                if os.fork() == 0:
                    time.sleep(30)
                    os._exit(0)
                forked += 1
        except OSError as e:
            print(e.strerror, forked < 64, flush=True)
        os._exit(0)
        """;
    assertThat(run(spec(List.of("python3", "-c", bomb))).output().out())
        .isEqualTo("Resource temporarily unavailable True\n");
  }

  @RepeatedTest(5)
  void a_child_killed_by_the_memory_limit_is_told_as_well() throws Exception {
    var child = "x = bytearray(1 << 30); x[::4096] = b'1' * len(x[::4096])";
    var ran = run("python3 -c \"" + child + "\"; exit 3");
    assertThat(ran.exit())
        .isInstanceOfSatisfying(
            Exit.Exited.class,
            exited -> {
              assertThat(exited.code()).isEqualTo(3);
              assertThat(exited.outOfMemory()).isTrue();
            });
  }

  @Test
  void tmp_and_shared_memory_have_the_size_they_were_given() throws Exception {
    assertThat(run("df -k --output=size /tmp /dev/shm | tail -2 | tr -d ' '").output().out())
        .isEqualTo("16384\n16384\n");
    assertThat(run("head -c 20000000 /dev/zero > /tmp/big").output().err())
        .contains("No space left");
  }

  @Test
  void a_file_with_a_hole_is_as_big_as_it_says() throws Exception {
    var ran = run("truncate -s 10G /out/hole", writable("/out", workspace(MEGABYTE, 100), "out"));
    assertThat(ran.code()).isNotZero();
    assertThat(ran.output().err()).containsIgnoringCase("file");
  }

  @Test
  void the_images_entry_point_stays_in_front_of_the_command() throws Exception {
    var image = "assay/test-entry-point:1";
    try (var images = new OwnImage(image, "ENTRYPOINT [\"echo\", \"entry point\"]")) {
      images.build();
      var plain = spec(List.of("python3", "program.py"));
      var spec =
          new SandboxSpec(
              engine.ensure(image, PullProgress.SILENT),
              plain.command(),
              plain.workingDirectory(),
              plain.environment(),
              plain.mounts(),
              plain.limits(),
              plain.network(),
              plain.writableRoot(),
              plain.user(),
              plain.labels(),
              plain.gpus());
      assertThat(run(spec).output().out()).isEqualTo("entry point python3 program.py\n");
    }
  }

  @Test
  void special_files_are_dropped_from_what_is_collected_and_named() throws Exception {
    var workspace = workspace();
    run(
        "cd /out; mkfifo pipe; echo fine > fine;"
            + " python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"door\")'",
        writable("/out", workspace, "out"));
    var collected = workspace.collect("out");
    assertThat(collected.refused())
        .containsExactlyInAnyOrder("pipe (special file)", "door (special file)");
    assertThat(collected.folder()).isDirectoryContaining("glob:**/fine");
    assertThat(collected.files()).isOne();
  }

  @Test
  void a_hostile_output_folder_is_collected_as_plain_files_and_goes_away() throws Exception {
    var workspace = workspace();
    var hostile =
        """
        import os, socket
        os.chdir("/out")
        open("fine.txt", "w").write("fine")
        open(b"odd \\xff\\n name -rf", "w").write("odd")
        open("..hidden", "w").write("hidden")
        open("unreadable", "w").write("mine"); os.chmod("unreadable", 0)
        os.makedirs("locked/below"); open("locked/below/file", "w").write("deep")
        os.chmod("locked/below", 0); os.chmod("locked", 0)
        os.mkfifo("pipe"); os.symlink("/etc/passwd", "passwd"); os.symlink("pipe", "loop")
        os.link("fine.txt", "hard")
        socket.socket(socket.AF_UNIX).bind("door")
        for _ in range(40):
            os.mkdir("d"); os.chdir("d")
        """;
    assertThat(
            run(spec(List.of("python3", "-c", hostile), writable("/out", workspace, "out"))).code())
        .isZero();
    var collected = workspace.collect("out");
    assertThat(collected.folder().resolve("fine.txt")).hasContent("fine");
    assertThat(collected.folder().resolve("unreadable")).hasContent("mine");
    assertThat(collected.folder().resolve("locked/below/file")).hasContent("deep");
    assertThat(collected.folder().resolve("..hidden")).hasContent("hidden");
    assertThat(collected.refused())
        .containsExactlyInAnyOrder(
            "pipe (special file)", "door (special file)", "passwd (link)", "loop (link)");
    assertThat(collected.folder().resolve("d/".repeat(40))).isDirectory();
    workspace.close();
    assertThat(collected.folder()).doesNotExist();
  }

  @Test
  void a_program_may_open_many_files_and_not_without_end() throws Exception {
    assertThat(run("ulimit -n; ulimit -Hn").output().out()).isEqualTo("16384\n16384\n");
  }

  @Test
  void folders_nested_beyond_reason_count_as_full_and_can_still_be_deleted() throws Exception {
    var workspace = engine.createWorkspace(new Workspace.Limits(MEGABYTE, 100_000), labels());
    var nest =
        """
        import os
        os.chdir("/out")
        for _ in range(3000):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        """;
    var ran = run(spec(List.of("python3", "-c", nest), writable("/out", workspace, "out")));
    assertThat(ran.exit()).isInstanceOf(Exit.WorkspaceFull.class);
    var collected = workspace.collect("out");
    assertThat(collected.refused()).hasSize(1).first().asString().endsWith("(nested too deep)");
    workspace.close();
    assertThat(collected.folder()).doesNotExist();
  }

  @Test
  void what_is_written_over_an_input_counts_against_the_workspace() throws Exception {
    var input = hostFolder("data.txt", "original");
    Files.setPosixFilePermissions(input, PosixFilePermissions.fromString("rwxrwxrwx"));
    var ran =
        run(
            "for i in 1 2 3; do head -c 700000 /dev/zero > /in/$i; done",
            new Mount("/in", new Source.CopyOnWrite(input)),
            writable("/out", workspace(MEGABYTE, 100), "out"));
    assertThat(ran.exit()).isInstanceOf(Exit.WorkspaceFull.class);
  }

  @Test
  void an_input_that_only_its_owner_may_write_is_copied_for_the_program() throws Exception {
    var input = hostFolder("data.txt", "original");
    Files.setPosixFilePermissions(
        input.resolve("data.txt"), PosixFilePermissions.fromString("rw-------"));
    var ran =
        run(
            "cat /in/data.txt; echo -n changed > /in/data.txt; cat /in/data.txt",
            new Mount("/in", new Source.CopyOnWrite(input)));
    assertThat(ran.output().out()).isEqualTo("originalchanged");
    assertThat(input.resolve("data.txt")).hasContent("original");
  }

  @Test
  void an_input_that_programs_may_not_read_is_refused_with_the_remedy() throws Exception {
    var input = hostFolder("data.txt", "");
    Files.setPosixFilePermissions(input, PosixFilePermissions.fromString("---------"));
    var spec = spec(List.of("true"), new Mount("/in", new Source.ReadOnly(input)));
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.prepare(spec))
        .withMessageContaining(input.toString())
        .withMessageContaining("chmod");
  }

  @Test
  void a_sink_that_fails_ends_the_run_as_the_platforms_fault() throws Exception {
    try (var sandbox = engine.prepare(spec(List.of("sh", "-c", "echo started; sleep 1000")))) {
      sandbox.start(
          (_, _, _, _) -> {
            throw new IllegalStateException("disk full");
          });
      assertThatExceptionOfType(EngineException.class).isThrownBy(() -> sandbox.await(AMPLE));
    }
  }
}
