package dev.assay.cli;

import dev.assay.runner.Ceiling;
import dev.assay.runner.HostData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a machine's owner lets a competition open; everything is closed unless said otherwise. */
final class AllowOptions {
  @Option(
      names = "--allow-network",
      description = "Competitions that ask for it may let submissions use the network.")
  private boolean network;

  @Option(
      names = "--allow-writable-root",
      description =
          "Competitions that ask for it may let submissions change the image's own files.")
  private boolean writableRoot;

  @Option(
      names = "--allow-image-user",
      description =
          "Competitions that ask for it may run submissions as the image's user, often root, or as one that they name.")
  private boolean imageUser;

  @Option(
      names = "--host-data",
      paramLabel = "DIR",
      description = {
        "Scoring programs find this folder of this machine as /app/data, read-only: data that must not leave it.",
        "It has to be readable by everybody."
      })
  private @Nullable Path hostData;

  @Option(
      names = "--host-data-beside-submissions",
      description =
          "Submissions and ingestion programs find it too, as with Codabench's own worker. Participants' code may then read it.")
  private boolean besideSubmissions;

  /**
   * @throws Stopped if there is no such folder
   */
  Ceiling ceiling() {
    return new Ceiling(network, writableRoot, imageUser, given());
  }

  private @Nullable HostData given() {
    if (hostData == null) {
      if (besideSubmissions) {
        throw Stopped.byMachine(
            "--host-data-beside-submissions says who else may read it: name the folder with --host-data.");
      }
      return null;
    }
    if (!Files.isDirectory(hostData)) {
      throw Stopped.byMachine("--host-data: there is no folder " + hostData + ".");
    }
    return new HostData(hostData.toAbsolutePath().normalize(), besideSubmissions);
  }
}
