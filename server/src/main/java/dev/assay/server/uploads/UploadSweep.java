package dev.assay.server.uploads;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The site worker forgets uploads that nobody went on with. */
@Configuration(proxyBeanMethods = false)
class UploadSweep {

  @Bean
  RecurringTask<Void> sweepUploads(StoredUploads uploads) {
    return Tasks.recurring("sweep-uploads", FixedDelay.of(Duration.ofMinutes(10)))
        .execute(
            (_, _) -> {
              try {
                uploads.sweep();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
