package dev.assay.server.submissions;

import dev.assay.server.competitions.Phase;
import dev.assay.server.competitions.QuotaSource;
import dev.assay.server.kernel.AccountId;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Tells the head of a competition's pages what is left. */
@Component
class PhaseQuotas implements QuotaSource {
  private final JdbcSubmissions submissions;
  private final Extensions extensions;
  private final Clock clock;

  PhaseQuotas(JdbcSubmissions submissions, Extensions extensions, Clock clock) {
    this.submissions = submissions;
    this.extensions = extensions;
    this.clock = clock;
  }

  @Override
  public QuotaSource.Quota left(Phase phase, AccountId account) {
    var own = extensions.extended(phase, account);
    var quota = submissions.quota(own, account, clock.instant());
    return new QuotaSource.Quota(quota.leftToday(), quota.leftInAll());
  }
}
