package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who is not root, and is in the group that may use Docker. The engine's own traces, such
 * as an overlay's work folder, then belong to another user.
 */
class OrdinaryUserIT {
  private static final int NOBODY = 65534;
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  @TempDir Path folder;

  @Test
  void scores_a_submission_and_leaves_nothing_behind() throws Exception {
    assumeTrue(Files.exists(SOCKET) && ownerOf(Path.of("/proc/self")) == 0, "only root can try it");
    reachable(folder);
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.setAttribute(home, "unix:uid", NOBODY);
    // The tree may lie where only its owner comes.
    copy(Home.FOLDER.resolve("cli/target/app"), folder.resolve("cli/target/app"));
    copy(Home.sample("iris"), folder.resolve("iris"));
    Path said = Files.createTempFile("ordinary-user", ".log");
    var process =
        new ProcessBuilder(command(home))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .directory(home.toFile());
    process.environment().put("ASSAY_HOME", folder.toString());
    process.environment().put("HOME", home.toString());
    var run = process.start();
    try {
      assertThat(run.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      run.destroyForcibly();
    }
    assertThat(run.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said)).contains("\"accuracy\":");
    try (var left = Files.list(home)) {
      assertThat(left).isEmpty();
    }
    Files.delete(said);
  }

  private List<String> command(Path home) throws IOException {
    return List.of(
        "setpriv",
        "--reuid=" + NOBODY,
        "--regid=" + Files.getAttribute(SOCKET, "unix:gid"),
        "--clear-groups",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djava.io.tmpdir=" + home,
        "-cp",
        folder.resolve("cli/target/app") + "/*",
        "dev.assay.cli.Assay",
        "run",
        folder.resolve("iris").toString(),
        folder.resolve("iris/submissions/knn").toString());
  }

  private static int ownerOf(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path copy = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(one, copy);
        }
      }
    }
  }

  private static void reachable(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
