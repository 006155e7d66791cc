package dev.assay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whoever uses a site from the command line proves it by an API token. */
final class AccountToken {
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Where your API token stands (made on your account page). Otherwise it is read from ASSAY_TOKEN.")
  private @Nullable Path file;

  String read() {
    if (file == null) {
      var token = System.getenv("ASSAY_TOKEN");
      if (token == null) {
        throw Stopped.byMachine(
            "Put your API token into ASSAY_TOKEN, or name a file with --token-file. You make one on your account page.");
      }
      return token;
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Stopped.byMachine("Cannot read the token file " + file + ".");
    }
  }
}
