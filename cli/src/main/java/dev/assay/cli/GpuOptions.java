package dev.assay.cli;

import dev.assay.worker.Gpus;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Which graphics processors of this machine submissions may have. */
final class GpuOptions {
  @Option(
      names = "--gpus",
      paramLabel = "N|all|none",
      defaultValue = "all",
      description =
          "How many of this machine's NVIDIA graphics processors submissions may have, each one at a time (default: ${DEFAULT-VALUE}).")
  private String gpus = "all";

  GpuOptions() {}

  GpuOptions(String gpus) {
    this.gpus = gpus;
  }

  /** Their names or numbers, as container engines know them. */
  List<String> devices() {
    return devices(Gpus::ofThisMachine);
  }

  /**
   * @param found asked for those that can be seen here
   */
  List<String> devices(Supplier<List<String>> found) {
    if (gpus.equals("none")) {
      return List.of();
    }
    if (gpus.equals("all")) {
      return found.get();
    }
    int wanted = number();
    var seen = found.get();
    // Its driver may be out of this process's sight; whether they are there, the engine knows.
    if (seen.isEmpty()) {
      return Gpus.numbers(wanted);
    }
    if (wanted > seen.size()) {
      throw Stopped.byMachine(
          "--gpus=%d, but this machine has %d: %s."
              .formatted(wanted, seen.size(), String.join(", ", seen)));
    }
    return seen.subList(0, wanted);
  }

  private int number() {
    try {
      int number = Integer.parseInt(gpus);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Stopped.byMachine("--gpus takes a number, all or none, got \"" + gpus + "\".");
  }
}
