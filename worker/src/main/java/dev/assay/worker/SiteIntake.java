package dev.assay.worker;

import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Goodbye;
import dev.assay.contract.WorkerInfo;
import java.util.Optional;

/** Asks the site itself, by a call that it holds while there is nothing to do. */
final class SiteIntake implements Intake {
  private final SiteApi site;

  SiteIntake(SiteApi site) {
    this.site = site;
  }

  @Override
  public Optional<Work> next(ClaimRequest request)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    return site.claim(request).map(order -> new Order(order, site));
  }

  @Override
  public void goodbye(WorkerInfo worker) throws SiteUnavailable, SiteRefused, InterruptedException {
    site.goodbye(new Goodbye(worker.instance()));
  }

  @Override
  public String describe() {
    return site.address().toString();
  }

  @Override
  public void close() {}
}
