package dev.assay.server.canary;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The site worker looks after the canaries. */
@Configuration(proxyBeanMethods = false)
class CanaryTask {

  @Bean
  RecurringTask<Void> tendCanaries(Canaries canaries) {
    return Tasks.recurring("tend-canaries", FixedDelay.of(Duration.ofMinutes(1)))
        .execute((instance, context) -> canaries.tend());
  }
}
