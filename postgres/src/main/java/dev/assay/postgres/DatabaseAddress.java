package dev.assay.postgres;

import java.nio.file.Path;

/**
 * What a client needs to reach a database: where it is, as whom, and the file its password stands
 * in.
 */
public record DatabaseAddress(int port, String database, String user, Path passwordFile) {

  /** For JDBC; without the password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Read from its file each time. */
  public String password() {
    return SecretFile.read(passwordFile);
  }
}
