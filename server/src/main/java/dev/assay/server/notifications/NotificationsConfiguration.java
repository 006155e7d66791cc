package dev.assay.server.notifications;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The site worker is the postman. */
@Configuration(proxyBeanMethods = false)
class NotificationsConfiguration {

  @Bean
  RecurringTask<Void> sendLetters(LetterSending sending) {
    return Tasks.recurring("send-letters", FixedDelay.of(Duration.ofSeconds(15)))
        .execute((instance, context) -> sending.send());
  }
}
