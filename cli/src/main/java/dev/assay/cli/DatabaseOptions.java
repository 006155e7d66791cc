package dev.assay.cli;

import dev.assay.cli.supervision.DatabaseAccess;
import dev.assay.postgres.SecretFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a PostgreSQL of the operator's own is. The password comes from a file, never from the
 * command line.
 */
final class DatabaseOptions {
  @Option(
      names = "--database-url",
      paramLabel = "URL",
      defaultValue = "${env:ASSAY_DATABASE_URL}",
      description = "jdbc:postgresql://HOST:PORT/NAME (or ASSAY_DATABASE_URL).")
  @Nullable String url;

  @Option(
      names = "--database-user",
      paramLabel = "USER",
      defaultValue = "${env:ASSAY_DATABASE_USER:-assay}",
      description = "The user that owns the database (or ASSAY_DATABASE_USER; default: assay).")
  String user = "assay";

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      defaultValue = "${env:ASSAY_DATABASE_PASSWORD_FILE}",
      description = "The file its password stands in (or ASSAY_DATABASE_PASSWORD_FILE).")
  @Nullable Path passwordFile;

  boolean areGiven() {
    return url != null;
  }

  DatabaseAccess access() {
    if (url == null) {
      throw Stopped.byMachine(
          "Which database? Give --database-url jdbc:postgresql://HOST:PORT/NAME or set ASSAY_DATABASE_URL;"
              + " \"assay up\" brings one of its own.");
    }
    if (passwordFile == null) {
      throw Stopped.byMachine(
          "Give the database's password in a file: --database-password-file or ASSAY_DATABASE_PASSWORD_FILE.");
    }
    return new DatabaseAccess(url, user, SecretFile.read(passwordFile));
  }
}
