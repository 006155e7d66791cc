package dev.assay.cli;

import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.DataFolder;
import dev.assay.cli.supervision.DatabaseAccess;
import dev.assay.cli.supervision.SiteJvm;
import dev.assay.cli.supervision.SiteSettings;
import dev.assay.postgres.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A part of the site in the foreground: our output is its output, it ends when we do and we when it
 * does. A process of its own, since the command line and the site have different libraries.
 */
final class SiteProcess {
  private SiteProcess() {}

  static int run(SiteSettings.Role role, SiteOptions options, DatabaseAccess database) {
    var data = DataFolder.at(options.data);
    SecretFile.readOrCreate(data.adminPassword());
    SecretFile.readOrCreate(data.workerToken());
    var listening = URI.create("http://%s:%d".formatted(options.listen, options.port));
    var settings =
        new SiteSettings(
            role,
            data,
            options.listen,
            options.port,
            Objects.requireNonNullElse(options.url, listening),
            options.settings);
    return foreground(
        settings.command(AssayHome.find(), SiteJvm.standard()), database.environment());
  }

  private static int foreground(List<String> command, Map<String, String> environment) {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      var process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the site", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** Waits for as long as the process needs: it finishes the requests it has. */
  private static void end(Process process) {
    // By its handle: Process.destroy would also close its standard input, which means "we are gone,
    // end at once".
    process.toHandle().destroy();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
