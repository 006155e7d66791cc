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

  private static final Duration LOOK_EACH = Duration.ofMinutes(1);

  @Bean
  RecurringTask<Void> tendCanaries(Canaries canaries, CanarySettings settings) {
    var pause = settings.every().compareTo(LOOK_EACH) < 0 ? settings.every() : LOOK_EACH;
    return Tasks.recurring("tend-canaries", FixedDelay.of(settings.isOn() ? pause : LOOK_EACH))
        .execute((instance, context) -> canaries.tend());
  }
}
