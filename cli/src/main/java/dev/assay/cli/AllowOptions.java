package dev.assay.cli;

import dev.assay.runner.Ceiling;
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

  Ceiling ceiling() {
    return new Ceiling(network, writableRoot, imageUser);
  }
}
