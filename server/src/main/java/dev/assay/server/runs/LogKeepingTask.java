package dev.assay.server.runs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the site worker look every few minutes for logs that can leave the database. */
@Configuration(proxyBeanMethods = false)
class LogKeepingTask {
  private static final Duration PAUSE = Duration.ofMinutes(5);

  @Bean
  RecurringTask<Void> keepLogs(LogKeeping keeping) {
    return Tasks.recurring("keep-logs", FixedDelay.of(PAUSE))
        .execute(
            (instance, context) -> {
              while (keeping.keepSome() > 0 && !context.getSchedulerState().isShuttingDown()) {
                // The next ones.
              }
            });
  }
}
