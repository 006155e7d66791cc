package dev.assay.server.queues.broker;

import dev.assay.server.kernel.Periodic;
import dev.assay.server.queues.Workers;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class BrokerConfiguration {
  private static final Duration LISTEN_EACH = Duration.ofSeconds(2);

  @Bean
  Broker broker(BrokerSettings settings) {
    return settings.isOn() ? new RabbitBroker(settings.address()) : new NoBroker();
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("assay.broker.url")
  WorkerEvents workerEvents(
      BrokerSettings settings,
      Broker broker,
      BrokerQueues queues,
      Workers workers,
      ApplicationEventPublisher events,
      Clock clock) {
    return new WorkerEvents(settings.address(), broker, queues, workers, events, clock);
  }

  @Bean
  @ConditionalOnProperty("assay.broker.url")
  SmartLifecycle workerEventsListening(WorkerEvents events) {
    return new Periodic("worker-events", LISTEN_EACH, events::listen);
  }
}
