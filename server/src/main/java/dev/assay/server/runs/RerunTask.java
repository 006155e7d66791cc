package dev.assay.server.runs;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The persistent task that queues the evaluations of a re-run, one instance for each. */
@Configuration(proxyBeanMethods = false)
class RerunTask {
  private static final String NAME = "rerun";
  private static final Duration RETRY = Duration.ofSeconds(5);

  static TaskInstance<Void> instance(RerunId id) {
    return new TaskInstance<>(NAME, id.toString());
  }

  @Bean
  OneTimeTask<Void> queueRerun(RerunQueueing queueing) {
    return Tasks.oneTime(NAME)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
        .execute(
            (instance, context) -> queueing.run(new RerunId(Long.parseLong(instance.getId()))));
  }
}
