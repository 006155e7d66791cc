package dev.assay.cli;

import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.DataFolder;
import dev.assay.cli.supervision.DatabaseAccess;
import dev.assay.cli.supervision.SiteJvm;
import dev.assay.cli.supervision.SiteSettings;
import dev.assay.postgres.SecretFile;
import java.util.HashMap;
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
    var listening = SiteSettings.address(options.listen, options.port());
    var settings =
        new SiteSettings(
            role,
            data,
            options.listen,
            options.port(),
            Objects.requireNonNullElse(options.url, listening),
            options.settings);
    var environment = new HashMap<>(database.environment());
    environment.putAll(options.brokerAccess().environment());
    return Foreground.run(settings.command(AssayHome.find(), SiteJvm.standard()), environment);
  }
}
