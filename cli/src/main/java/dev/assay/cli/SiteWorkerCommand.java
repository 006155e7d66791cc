package dev.assay.cli;

import dev.assay.cli.supervision.SiteSettings.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay site-worker}: the site's background tasks alone. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Runs the site's background tasks (unpacking, sweeping, re-running) on the same PostgreSQL and storage as the site.",
      "Its port serves only its state of health."
    })
final class SiteWorkerCommand implements Callable<Integer> {
  @Mixin private SiteOptions site = new SiteOptions();
  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Override
  public Integer call() {
    return SiteProcess.run(Role.SITE_WORKER, site, database.access());
  }
}
