package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.exception.NotFoundException;
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
import dev.assay.engine.testing.Recorder;
import dev.assay.engine.testing.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the engine is left with, and what happens where it can do less. */
@Timeout(120)
class DockerBookkeepingIT {
  private static final long MEGABYTE = 1L << 20;
  private static final Duration AMPLE = Duration.ofSeconds(60);

  @TempDir static Path data;
  @TempDir Path host;

  private static final EngineAddress address = OwnImage.engine();
  private static final DockerApi api = DockerApi.connect(address);

  private final Map<String, String> labels = Map.of("test", UUID.randomUUID().toString());

  @BeforeAll
  static void make_image() throws Exception {
    TestImage.make();
  }

  @AfterAll
  static void disconnect() {
    api.close();
  }

  private SandboxSpec spec(DockerEngine engine, String shell, Mount... mounts)
      throws ImageUnavailable {
    return new SandboxSpec(
        engine.ensure(TestImage.NAME, PullProgress.SILENT),
        List.of("sh", "-c", shell),
        "/",
        Map.of(),
        List.of(mounts),
        new Limits(256 * MEGABYTE, 1, 64, 16 * MEGABYTE, 16 * MEGABYTE),
        Network.NONE,
        false,
        User.UNPRIVILEGED,
        labels,
        List.of());
  }

  private Path writableInput() throws Exception {
    var folder = Files.createDirectories(host.resolve("input"));
    Files.write(folder.resolve("big"), new byte[2 << 20]);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    return folder;
  }

  private static Exit run(Sandbox sandbox, Recorder output) throws InterruptedException {
    try (sandbox) {
      sandbox.start(output);
      return sandbox.await(AMPLE);
    }
  }

  @Test
  void containers_and_volumes_carry_the_labels_and_are_gone_after_the_close() throws Exception {
    var input = new Source.CopyOnWrite(writableInput());
    var engine = DockerEngine.connect(address, data);
    var once = spec(engine, "true", new Mount("/in", input));
    var twice = spec(engine, "true", new Mount("/in", input), new Mount("/again", input));
    for (var spec : List.of(once, twice)) {
      var sandbox = engine.prepare(spec);
      var container = api.calls().inspectContainerCmd(sandbox.id()).exec();
      assertThat(container.getConfig().getLabels()).containsAllEntriesOf(labels);
      // The volume of the sandbox before goes away behind its close.
      await()
          .atMost(AMPLE)
          .untilAsserted(() -> assertThat(volumes()).as("volumes of this test").hasSize(1));
      run(sandbox, new Recorder());
    }
    engine.close();
    assertThat(volumes()).isEmpty();
    assertThat(api.calls().listContainersCmd().withShowAll(true).withLabelFilter(labels).exec())
        .isEmpty();
  }

  private List<String> volumes() {
    var label = labels.entrySet().iterator().next();
    var filter = List.of(label.getKey() + "=" + label.getValue());
    return api.calls().listVolumesCmd().withFilter("label", filter).exec().getVolumes().stream()
        .map(volume -> volume.getName())
        .toList();
  }

  @Test
  void without_layers_inputs_are_copied_and_the_copy_is_free() throws Exception {
    var folder = writableInput();
    var input = new Source.CopyOnWrite(folder);
    try (var engine = DockerEngine.connect(address, data, false);
        var workspace = engine.createWorkspace(new Workspace.Limits(MEGABYTE, 100), labels)) {
      assertThat(engine.info().copyOnWrite()).isFalse();
      var output = new Recorder();
      var spec =
          spec(
              engine,
              "rm /in/big; echo new > /in/new; ls /again",
              new Mount("/in", input),
              new Mount("/again", input),
              new Mount("/out", new Source.InWorkspace(workspace, "out")));
      assertThat(run(engine.prepare(spec), output)).isInstanceOf(Exit.Exited.class);
      assertThat(output.out()).isEqualTo("new\n");
      assertThat(folder.resolve("big")).exists();
      assertThat(folder.resolve("new")).doesNotExist();
    }
  }

  @Test
  void files_of_another_user_are_taken_over_through_the_engine() throws Exception {
    try (var engine = DockerEngine.connect(address, data);
        var workspace = engine.createWorkspace(new Workspace.Limits(MEGABYTE, 100), labels)) {
      var spec =
          spec(
              engine,
              "echo x > /out/file; ln -s /etc/passwd /out/link",
              new Mount("/out", new Source.InWorkspace(workspace, "out")));
      run(engine.prepare(spec), new Recorder());
      engine.takeOver(workspace);
      var file = workspace.collect("out").folder().resolve("file");
      assertThat(Files.getAttribute(file, "unix:uid"))
          .isEqualTo(Files.getAttribute(data, "unix:uid"));
    }
  }

  @Test
  void a_worker_that_died_leaves_nothing_that_its_successor_cannot_sweep() throws Exception {
    var dead = DockerEngine.connect(address, data);
    var workspace = dead.createWorkspace(new Workspace.Limits(MEGABYTE, 100), labels);
    var talking = new CountDownLatch(1);
    var sandbox =
        dead.prepare(
            spec(
                dead,
                "echo started; sleep 1000",
                new Mount("/in", new Source.CopyOnWrite(writableInput())),
                new Mount("/out", new Source.InWorkspace(workspace, "out"))));
    sandbox.start((_, _, _, _) -> talking.countDown());
    talking.await();
    try (var successor = DockerEngine.connect(address, data)) {
      assertThat(successor.sweep(found -> found.containsValue("another"))).isEmpty();
      assertThat(successor.sweep(found -> found.entrySet().containsAll(labels.entrySet())))
          .containsExactlyInAnyOrder("container " + sandbox.id(), workspace.toString());
    }
    assertThat(volumes()).isEmpty();
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> api.calls().inspectContainerCmd(sandbox.id()).exec());
    // Whether it first hears of the kill or of the removal, it does not matter which.
    assertThat(sandbox.await(AMPLE))
        .matches(
            exit ->
                exit instanceof Exit.Killed
                    || exit instanceof Exit.Exited(int code, _, _) && code == 137,
            "killed");
    sandbox.close();
    dead.close();
  }
}
