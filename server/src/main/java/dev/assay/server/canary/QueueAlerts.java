package dev.assay.server.canary;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.HomeAlerts;
import dev.assay.server.web.HomeView.Alert;
import dev.assay.server.web.Tone;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells on the home page which queues of somebody's fail their test run. */
@Component
class QueueAlerts implements HomeAlerts {
  private final JdbcTries tries;

  QueueAlerts(JdbcTries tries) {
    this.tries = tries;
  }

  @Override
  public List<Alert> alerts(Account account) {
    return tries.failing(account.id(), account.isAdministrator()).stream()
        .map(
            queue ->
                new Alert(
                    Tone.BAD,
                    "The site's own test run in the queue %s failed: %s"
                        .formatted(queue.name(), queue.why()),
                    "/queues/" + queue.id(),
                    "Look at the queue"))
        .toList();
  }
}
