package dev.assay.server.codabench;

import dev.assay.server.kernel.Periodic;
import dev.assay.server.queues.broker.Broker;
import dev.assay.server.queues.broker.BrokerQueues;
import dev.assay.server.queues.broker.BrokerSettings;
import dev.assay.server.runs.Offers;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class CodabenchConfiguration {
  private static final Duration SWEEP_EACH = Duration.ofSeconds(1);
  private static final Duration FORGET_EACH = Duration.ofHours(1);

  @Bean
  SmartLifecycle stepSweeping(StepSweep sweep) {
    return new Periodic("codabench-steps", SWEEP_EACH, sweep::sweep);
  }

  @Bean
  SmartLifecycle offersForgotten(StepSweep sweep) {
    return new Periodic("codabench-forget", FORGET_EACH, sweep::forget);
  }

  @Bean
  @ConditionalOnProperty("assay.broker.url")
  BrokerFeeds brokerFeeds(
      Broker broker,
      BrokerQueues queues,
      Offers offers,
      StepMessages messages,
      BrokerSettings settings,
      Clock clock) {
    var feed = new BrokerFeed(broker, offers, messages, settings, clock);
    var feeds = new BrokerFeeds(queues, feed, settings.sweep());
    offers.onWork(feeds::call);
    return feeds;
  }
}
