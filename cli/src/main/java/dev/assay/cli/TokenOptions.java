package dev.assay.cli;

import dev.assay.postgres.SecretFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a worker's token comes from; never from the command line, where everybody on the machine
 * could read it.
 */
final class TokenOptions {
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "${env:ASSAY_WORKER_TOKEN_FILE}",
      description =
          "The file the worker token stands in (or ASSAY_WORKER_TOKEN_FILE, or the token itself in ASSAY_WORKER_TOKEN).")
  private @Nullable Path file;

  String read() {
    var direct = System.getenv("ASSAY_WORKER_TOKEN");
    if (file != null) {
      return SecretFile.read(file);
    }
    if (direct == null || direct.isBlank()) {
      throw Stopped.byMachine(
          "Which worker token? Give the file it stands in with --token-file, or set ASSAY_WORKER_TOKEN."
              + " The site's queue page makes tokens.");
    }
    return direct.strip();
  }
}
