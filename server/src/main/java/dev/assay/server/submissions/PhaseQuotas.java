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
  private final Clock clock;

  PhaseQuotas(JdbcSubmissions submissions, Clock clock) {
    this.submissions = submissions;
    this.clock = clock;
  }

  @Override
  public QuotaSource.Quota left(Phase phase, AccountId account) {
    var quota = submissions.quota(phase, account, clock.instant());
    return new QuotaSource.Quota(quota.leftToday(), quota.leftInAll());
  }
}
