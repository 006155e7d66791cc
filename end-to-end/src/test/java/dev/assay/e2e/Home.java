package dev.assay.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built source tree these tests belong to. */
final class Home {
  static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();

  private Home() {}

  static Path sample(String name) {
    return FOLDER.resolve("samples").resolve(name);
  }

  /** A process of the {@code assay} command, as the script starts it. */
  static ProcessBuilder assay(List<String> arguments) {
    var jars = FOLDER.resolve("cli/target/app");
    if (!Files.isDirectory(jars)) {
      throw new IllegalStateException(
          jars + " is missing: build first (mvn verify, or ./assay build)");
    }
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jars + "/*",
                "dev.assay.cli.Assay"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().put("ASSAY_HOME", FOLDER.toString());
    return builder;
  }
}
