package dev.assay.server.kernel;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The site worker's persistent tasks. A feature offers a {@link Task} bean; the row of a one-time
 * task commits with the caller's transaction through the {@link SchedulerClient}.
 */
@Configuration
class SchedulerConfiguration {

  /**
   * @param poll how soon a due task is noticed
   * @param heartbeat how often a running task says so; four missed ones and another process takes
   *     it up
   */
  @ConfigurationProperties("assay.tasks")
  record Settings(
      @DefaultValue("500ms") Duration poll,
      @DefaultValue("5s") Duration heartbeat,
      @DefaultValue("4") int threads) {}

  @Bean
  SchedulerClient schedulerClient(DataSource dataSource, List<Task<?>> tasks) {
    return SchedulerClient.Builder.create(
            new TransactionAwareDataSourceProxy(dataSource), List.copyOf(tasks))
        .build();
  }

  @Bean
  SmartLifecycle siteWorker(
      DataSource dataSource, List<Task<?>> tasks, ServerSettings server, Settings settings) {
    return new SiteWorker(server.isSiteWorker() ? build(dataSource, tasks, settings) : null);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Scheduler build(DataSource dataSource, List<Task<?>> tasks, Settings settings) {
    var oneTime = tasks.stream().filter(task -> !(task instanceof OnStartup)).toList();
    var recurring = tasks.stream().filter(OnStartup.class::isInstance).toList();
    return Scheduler.create(dataSource, (List) oneTime)
        .startTasks((List) recurring)
        .pollingInterval(settings.poll())
        .heartbeatInterval(settings.heartbeat())
        .missedHeartbeatsLimit(4)
        .threads(settings.threads())
        .dueExecutor(
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("task-poll").factory()))
        .shutdownMaxWait(Duration.ofSeconds(10))
        .build();
  }
}
