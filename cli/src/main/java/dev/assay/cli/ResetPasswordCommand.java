package dev.assay.cli;

import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.DatabaseAccess;
import dev.assay.postgres.EmbeddedPostgres;
import dev.assay.postgres.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay admin reset-password}: a way back in that needs no mail, only the data folder. */
@Command(
    name = "reset-password",
    mixinStandardHelpOptions = true,
    description = {
      "Gives a user a new, generated password, prints it, and ends the user's sessions.",
      "Works on the data folder of \"assay up\", running or not, or on a database named with --database-url."
    })
final class ResetPasswordCommand implements Callable<Integer> {
  private static final String MAIN_CLASS = "dev.assay.server.accounts.ResetPassword";

  @Parameters(
      paramLabel = "USER",
      description = "The user's name; the first administrator is admin.")
  private String user = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The site's data folder (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Override
  public Integer call() {
    if (database.areGiven()) {
      return reset(database.access(), Map.of());
    }
    if (!Files.isDirectory(data.resolve("postgres"))) {
      throw Stopped.byMachine(
          "There is no site in %s. Name its folder with --data, or its database with --database-url."
              .formatted(data));
    }
    var running = EmbeddedPostgres.running(data);
    if (running.isPresent()) {
      return reset(DatabaseAccess.to(running.get()), passwordFile());
    }
    try (var started = EmbeddedPostgres.start(data, Options.standard().withProgress(new Voice()))) {
      return reset(DatabaseAccess.to(started.address()), passwordFile());
    }
  }

  private Map<String, String> passwordFile() {
    return Map.of("ASSAY_ADMIN_PASSWORD_FILE", data.resolve("admin-password").toString());
  }

  private int reset(DatabaseAccess access, Map<String, String> more) {
    var options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m");
    var command = AssayHome.find().siteJava(options, MAIN_CLASS);
    command.add(user);
    var environment = new HashMap<>(more);
    environment.put("ASSAY_DATABASE_URL", access.url());
    environment.put("ASSAY_DATABASE_USER", access.user());
    environment.put("ASSAY_DATABASE_PASSWORD", access.password());
    return Foreground.run(command, environment);
  }
}
