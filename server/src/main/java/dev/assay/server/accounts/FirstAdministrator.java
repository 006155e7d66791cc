package dev.assay.server.accounts;

import dev.assay.server.kernel.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the account {@code admin} on a new site, with the password that lies in the configured
 * file.
 */
@Component
class FirstAdministrator implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
  private final ServerSettings settings;
  private final JdbcClient jdbc;
  private final Registration registration;

  FirstAdministrator(ServerSettings settings, JdbcClient jdbc, Registration registration) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.registration = registration;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    var file = settings.adminPasswordFile();
    if (file == null || hasAdministrator()) {
      return;
    }
    var password = Files.readString(file).strip();
    try {
      registration.insert(new Registration.SignUp("admin", null, "Administrator", password), true);
      log.info("Made the account admin; its password stands in {}", file);
    } catch (DuplicateKeyException e) {
      log.info("Another process made the account admin at the same time");
    }
  }

  private boolean hasAdministrator() {
    return jdbc.sql("select exists(select 1 from account where is_administrator)")
        .query(Boolean.class)
        .single();
  }
}
