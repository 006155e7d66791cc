package dev.assay.server.leaderboards;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LeaderboardsConfiguration {
  private static final int HOURS = 24;

  @Bean
  Task<Void> auditBoards(DailyAudit audit) {
    return Tasks.recurring("audit-leaderboards", FixedDelay.ofHours(HOURS))
        .execute((_, _) -> audit.run());
  }
}
