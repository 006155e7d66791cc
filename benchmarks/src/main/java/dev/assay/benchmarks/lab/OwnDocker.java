package dev.assay.benchmarks.lab;

import dev.assay.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Docker of the lab's own beside the machine's, with its own containerd, socket and data, so that
 * it can be restarted without taking anything else along. It has the images that the machine's
 * Docker gives it.
 */
final class OwnDocker implements AutoCloseable {
  private static final String SHARED = "/var/run/docker.sock";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final LabProcess containerd;
  private final LabProcess dockerd;

  private OwnDocker(Path folder) {
    this.folder = folder;
    this.containerd =
        daemon(
            "containerd",
            "--config",
            folder.resolve("containerd.toml").toString(),
            "--address",
            folder.resolve("c.sock").toString(),
            "--root",
            folder.resolve("c").toString(),
            "--state",
            folder.resolve("cs").toString());
    this.dockerd =
        daemon(
            "dockerd",
            "--containerd",
            folder.resolve("c.sock").toString(),
            "--host",
            host(),
            "--data-root",
            folder.resolve("data").toString(),
            "--exec-root",
            folder.resolve("exec").toString(),
            "--pidfile",
            folder.resolve("pid").toString(),
            "--bridge=none",
            "--iptables=false",
            "--ip6tables=false",
            "--shutdown-timeout=1",
            "--log-level=warn");
  }

  private LabProcess daemon(String name, String... options) {
    var command = Stream.concat(Stream.of(name), Stream.of(options)).toList();
    return new LabProcess(name, command, Map.of(), folder.resolve(name + ".log"));
  }

  /** Whether one can be started here. */
  static boolean isPossible() {
    return System.getProperty("user.name").equals("root")
        && Files.exists(Path.of(SHARED))
        && Stream.of("dockerd", "containerd").allMatch(OwnDocker::isInstalled);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /** Starts one, with this image. */
  static OwnDocker start(Path folder, String image) throws InterruptedException {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("containerd.toml"),
          "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var docker = new OwnDocker(folder);
    try {
      docker.containerd.start();
      docker.awaitSocket("c.sock");
      docker.dockerd.start();
      docker.awaitAnswer();
      docker.copy(image);
    } catch (RuntimeException | InterruptedException e) {
      docker.close();
      throw e;
    }
    return docker;
  }

  /** For {@code DOCKER_HOST}. */
  String host() {
    return "unix://" + socket();
  }

  private String socket() {
    return folder.resolve("d.sock").toString();
  }

  private void copy(String image) throws InterruptedException {
    var name = image.replace("/", "%2F");
    var file = folder.resolve("image.tar").toString();
    call(SHARED, "-o", file, "http://engine/images/" + name + "/get");
    call(
        socket(),
        "-X",
        "POST",
        "-H",
        "Content-Type: application/x-tar",
        "-T",
        file,
        "http://engine/images/load");
    try {
      Files.delete(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of containers whose label says that they are of this site, whether they run or not. */
  List<String> containers(String site) throws InterruptedException {
    var filter = "filters={\"label\":[\"dev.assay.site=" + site + "\"]}";
    var found =
        call(
            socket(),
            "-G",
            "-d",
            "all=1",
            "--data-urlencode",
            filter,
            "http://engine/containers/json");
    var names = new ArrayList<String>();
    Json.MAPPER.readTree(found).forEach(one -> names.add(one.path("Id").asString()));
    return names;
  }

  private static String call(String socket, String... options) throws InterruptedException {
    var command = new ArrayList<>(List.of("curl", "-sSf", "--max-time", "120"));
    command.addAll(List.of("--unix-socket", socket));
    command.addAll(List.of(options));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("Docker at %s: %s".formatted(socket, said.strip()));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it in the middle of whatever it does, and starts it again. */
  void restart() throws InterruptedException {
    dockerd.stop();
    dockerd.start();
    awaitAnswer();
  }

  private void awaitSocket(String name) throws InterruptedException {
    var socket = folder.resolve(name);
    var _ =
        Watch.until(PATIENCE, () -> Optional.of(socket).filter(Files::exists))
            .orElseThrow(() -> isNotUp(name));
  }

  private void awaitAnswer() throws InterruptedException {
    var _ = Watch.until(PATIENCE, this::ping).orElseThrow(() -> isNotUp("dockerd"));
  }

  private Optional<String> ping() throws InterruptedException {
    try {
      return Optional.of(call(socket(), "http://engine/_ping"));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private IllegalStateException isNotUp(String what) {
    return new IllegalStateException(what + " does not come up; see the logs in " + folder);
  }

  /** Where its daemons keep their data is deleted too. */
  @Override
  public void close() {
    try {
      dockerd.stop();
      containerd.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dockerd.close();
    containerd.close();
    Folders.delete(folder.resolve("data"));
    Folders.delete(folder.resolve("c"));
  }
}
