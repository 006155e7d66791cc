package dev.assay.cli;

import dev.assay.cli.site.SiteClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which site a command goes to, and as whom: whoever uses one from here shows an API token. */
final class SiteAccount {
  @Option(
      names = "--site",
      paramLabel = "URL",
      required = true,
      description = "The site's address.")
  private URI site = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Where your API token stands (made on your account page). Otherwise it is read from ASSAY_TOKEN.")
  private @Nullable Path tokenFile;

  /** What is to be done at a site. */
  @FunctionalInterface
  interface Errand {
    /** Returns the exit code. */
    int run(SiteClient client);
  }

  /**
   * Runs an errand.
   *
   * @throws Stopped with the site's words if it refuses something, or breaks over it
   */
  int run(Errand errand) {
    try {
      return errand.run(SiteClient.visiting(site).withToken(token()));
    } catch (SiteClient.Refused e) {
      throw e.status() >= 500
          ? Stopped.byMachine(String.valueOf(e.getMessage()))
          : Stopped.byInput(String.valueOf(e.getMessage()));
    }
  }

  private String token() {
    if (tokenFile == null) {
      var token = System.getenv("ASSAY_TOKEN");
      if (token == null || token.isBlank()) {
        throw Stopped.byMachine(
            "Put your API token into ASSAY_TOKEN, or name a file with --token-file. You make one on your account page.");
      }
      return token;
    }
    try {
      var token = Files.readString(tokenFile);
      if (token.isBlank()) {
        throw Stopped.byMachine("The token file " + tokenFile + " is empty.");
      }
      return token;
    } catch (IOException e) {
      throw Stopped.byMachine("Cannot read the token file " + tokenFile + ".");
    }
  }
}
