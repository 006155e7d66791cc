package dev.assay.server.competitions.imports;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The site worker lets go of what imports stored on their way, so that the storage may sweep it.
 */
@Configuration(proxyBeanMethods = false)
class ImportSweep {
  private static final Duration KEPT_FOR_A_RETRY = Duration.ofDays(7);

  @Bean
  RecurringTask<Void> sweepImports(JdbcImports imports, Clock clock) {
    return Tasks.recurring("sweep-imports", FixedDelay.of(Duration.ofHours(1)))
        .execute((_, _) -> imports.forgetParts(clock.instant().minus(KEPT_FOR_A_RETRY)));
  }
}
