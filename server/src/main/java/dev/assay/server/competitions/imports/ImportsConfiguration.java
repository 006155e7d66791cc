package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.BundleReader;
import dev.assay.server.competitions.DefaultQueueSettings;
import dev.assay.server.kernel.ServerSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportsConfiguration {

  @Bean
  BundleReader bundleReader(Clock clock, DefaultQueueSettings queue) {
    return new BundleReader(clock).withSiteTimeLimit(queue.timeLimit());
  }

  @Bean
  ImportFolder importFolder(ServerSettings settings, Clock clock) {
    return new ImportFolder(settings.data().resolve("tmp").resolve("imports"), clock);
  }
}
