package dev.assay.server.migrations;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.assay.server.kernel.PhaseId;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the site worker does: looks for phases that have begun, and what organisers asked for. */
@Configuration(proxyBeanMethods = false)
class MigrationTasks {
  private static final String ASKED = "migrate-phase";

  static TaskInstance<Void> asked(PhaseId target) {
    return new TaskInstance<>(ASKED, target.toString());
  }

  @Bean
  OneTimeTask<Void> migratePhase(Migrations migrations) {
    return Tasks.oneTime(ASKED)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(5)))
        .execute(
            (instance, context) ->
                migrations.migrateTo(new PhaseId(Long.parseLong(instance.getId()))));
  }

  @Bean
  RecurringTask<Void> migrateDuePhases(Migrations migrations) {
    return Tasks.recurring("migrate-due-phases", FixedDelay.of(Duration.ofMinutes(1)))
        .execute((instance, context) -> migrations.runDue());
  }
}
