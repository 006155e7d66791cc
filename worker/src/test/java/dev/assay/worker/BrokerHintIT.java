package dev.assay.worker;

import static dev.assay.worker.WorkerLab.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.codabench.Ticket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Messages of an Assay site in a real RabbitMQ: hints at a run that is claimed at the site. */
class BrokerHintIT extends InTheLab {

  @Test
  void a_run_that_is_claimed_is_carried_out_though_the_broker_goes_away_meanwhile()
      throws Exception {
    var secret = UUID.randomUUID();
    try (var celery = CodabenchCelery.start()) {
      lab.broker = celery.source(BrokerSource.Opened.NOTHING);
      lab.site.token = Ticket.bearer(secret);
      var claims = new AtomicInteger();
      lab.site.beforeOrder =
          () -> {
            if (claims.getAndIncrement() == 0) {
              celery.goDown();
            }
          };
      var attempt = lab.give();
      lab.start();

      celery.publish(hint(secret, lab.site.address().toString()));

      assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(claims).hasValue(1);
    }
  }

  @Test
  void a_hint_at_no_site_is_dropped_and_the_next_one_followed() throws Exception {
    var secret = UUID.randomUUID();
    try (var celery = CodabenchCelery.start()) {
      lab.broker = celery.source(BrokerSource.Opened.NOTHING);
      lab.site.token = Ticket.bearer(secret);
      var attempt = lab.give();
      lab.start();

      celery.publish(hint(secret, "no site at all"));
      celery.publish(hint(secret, lab.site.address().toString()));

      assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.SCORED);
    }
  }

  private static Map<String, Object> hint(UUID secret, String site) {
    var hint = StepMessages.least("http://127.0.0.1/api", secret.toString(), false);
    hint.put("assay", Map.of("site", site));
    return hint;
  }
}
