package dev.assay.cli.supervision;

import dev.assay.postgres.DatabaseAddress;
import java.util.Map;

/**
 * How the site reaches its database; handed over in the environment, which other users cannot read.
 */
public record DatabaseAccess(String url, String user, String password) {

  /** Access to a database as its owner. */
  public static DatabaseAccess to(DatabaseAddress address) {
    return new DatabaseAccess(address.jdbcUrl(), address.user(), address.password());
  }

  /** Variables that Spring Boot reads; the password is among them. */
  public Map<String, String> environment() {
    return Map.of(
        "SPRING_DATASOURCE_URL", url,
        "SPRING_DATASOURCE_USERNAME", user,
        "SPRING_DATASOURCE_PASSWORD", password);
  }

  @Override
  public String toString() {
    return user + " at " + url;
  }
}
