package dev.assay.cli;

import dev.assay.cli.supervision.SiteSettings.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay site}: the site's pages and interfaces alone. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Runs the site on a PostgreSQL of your own; background tasks are for assay site-worker.")
final class SiteCommand implements Callable<Integer> {
  @Mixin private SiteOptions site = new SiteOptions();
  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Override
  public Integer call() {
    return SiteProcess.run(Role.SITE, site, database.access());
  }
}
