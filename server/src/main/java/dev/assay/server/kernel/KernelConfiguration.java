package dev.assay.server.kernel;

import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class KernelConfiguration {
  private static final Logger log = LoggerFactory.getLogger(KernelConfiguration.class);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * A supervisor holds our standard input open; the operating system closes it even when it is
   * killed.
   */
  @Bean
  @ConditionalOnProperty(name = "assay.exit-with-stdin", havingValue = "true")
  ApplicationRunner exitWithStdin(ApplicationContext context) {
    return arguments ->
        Thread.ofPlatform().daemon().name("stdin-watch").start(() -> exitAtEndOfInput(context));
  }

  private static void exitAtEndOfInput(ApplicationContext context) {
    try {
      while (System.in.read() >= 0) {
        // What it says does not matter, only that it ends.
      }
    } catch (IOException e) {
      log.debug("Standard input failed, which is its end too", e);
    }
    log.info("Standard input closed: the supervisor is gone, stopping");
    System.exit(SpringApplication.exit(context));
  }
}
