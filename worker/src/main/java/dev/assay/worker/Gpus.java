package dev.assay.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds NVIDIA's graphics processors on this machine. */
public final class Gpus {
  private static final Logger log = LoggerFactory.getLogger(Gpus.class);

  private final String tool;
  private final Path driver;

  /**
   * @param tool NVIDIA's own, or another that lists the same
   * @param driver the folder in which its driver shows the devices it runs
   */
  Gpus(String tool, Path driver) {
    this.tool = tool;
    this.driver = driver;
  }

  /** Those of this machine, by the names that container engines know; empty if there are none. */
  public static List<String> ofThisMachine() {
    return new Gpus("nvidia-smi", Path.of("/proc/driver/nvidia/gpus")).find();
  }

  List<String> find() {
    var named = named();
    return named.isEmpty() ? numbered() : named;
  }

  /** As the tool names them. A machine without the driver has no such tool, or one that fails. */
  private List<String> named() {
    try {
      var process =
          new ProcessBuilder(tool, "--query-gpu=uuid", "--format=csv,noheader")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        log.warn("{} does not answer; its graphics processors are not used", tool);
        return List.of();
      }
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0
          ? said.lines().map(String::strip).filter(line -> line.startsWith("GPU-")).toList()
          : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private List<String> numbered() {
    if (!Files.isDirectory(driver)) {
      return List.of();
    }
    try (var devices = Files.list(driver)) {
      return numbers((int) devices.count());
    } catch (IOException e) {
      log.warn("Cannot list {}", driver, e);
      return List.of();
    }
  }

  /** By their numbers, from 0. */
  public static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
