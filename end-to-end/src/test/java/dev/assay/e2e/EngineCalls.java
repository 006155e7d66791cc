package dev.assay.e2e;

import dev.assay.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the tests ask the machine's container engine themselves, by its socket. */
final class EngineCalls {
  private static final String SOCKET = "/var/run/docker.sock";
  private static final String NO_ACCOUNT = "X-Registry-Auth: e30=";

  private EngineCalls() {}

  static String call(String... options) {
    var command = new ArrayList<>(List.of("curl", "-sSf", "--max-time", "300"));
    command.addAll(List.of("--unix-socket", SOCKET));
    command.addAll(List.of(options));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("The engine refused " + command + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes an image on top of another one, with a layer that cannot be packed, and gives it to a
   * registry; here it is not kept.
   *
   * @param image {@code host:port/name:tag}
   */
  static void publish(String base, String image, int megabytes) throws IOException {
    var tag = image.lastIndexOf(':');
    var container = container(base);
    try {
      call(
          "-X",
          "PUT",
          "-T",
          archive(megabytes),
          engine("containers/" + container + "/archive?path=/"));
      var commit = "commit?container=%s&repo=%s&tag=%s";
      call(
          "-X",
          "POST",
          engine(commit.formatted(container, image.substring(0, tag), image.substring(tag + 1))));
    } finally {
      call("-X", "DELETE", engine("containers/" + container + "?force=1"));
    }
    try {
      var push =
          "images/%s/push?tag=%s".formatted(image.substring(0, tag), image.substring(tag + 1));
      var said = call("-X", "POST", "-H", NO_ACCOUNT, engine(push));
      if (said.contains("errorDetail")) {
        throw new IllegalStateException("Not pushed: " + said);
      }
    } finally {
      forget(image);
    }
  }

  private static String container(String base) {
    var body = "{\"Image\": \"%s\", \"Cmd\": [\"true\"]}".formatted(base);
    var made =
        call(
            "-X",
            "POST",
            "-H",
            "Content-Type: application/json",
            "-d",
            body,
            engine("containers/create"));
    return Json.MAPPER.readTree(made).path("Id").asString();
  }

  private static String archive(int megabytes) throws IOException {
    var folder = Files.createTempDirectory("layer");
    var bytes = new byte[megabytes << 20];
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("ballast"), bytes);
    var archive = folder.resolve("layer.tar");
    try {
      var tar =
          new ProcessBuilder("tar", "-C", folder.toString(), "-cf", archive.toString(), "ballast")
              .inheritIO()
              .start();
      if (tar.waitFor() != 0) {
        throw new IOException("tar ended with " + tar.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return archive.toString();
  }

  /** Removes an image, if it is there. */
  static void forget(String image) {
    try {
      call("-X", "DELETE", engine("images/" + image + "?force=1"));
    } catch (IllegalStateException e) {
      // It was not there.
    }
  }

  private static String engine(String path) {
    return "http://engine/" + path;
  }
}
