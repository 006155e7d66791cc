package dev.assay.cli.supervision;

import dev.assay.cli.Assay;
import dev.assay.cli.Stopped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder Assay was built in or installed to, and the Java programs in it. */
public record AssayHome(Path folder) {

  /**
   * The one that the script {@code ./assay} names in the environment.
   *
   * @throws Stopped if it names none
   */
  public static AssayHome find() {
    var named = System.getenv("ASSAY_HOME");
    if (named == null) {
      throw Stopped.byMachine("ASSAY_HOME is not set. Start Assay by its script, ./assay.");
    }
    return new AssayHome(Path.of(named).toAbsolutePath());
  }

  /** The command that runs a main class of the site. */
  public List<String> siteJava(List<String> options, String mainClass) {
    return java(options, siteJars(), mainClass);
  }

  Path siteJars() {
    return folder.resolve("server/target/app");
  }

  /** The command that runs this command line again, as a process of its own. */
  public List<String> assay(List<String> options, String... arguments) {
    var command =
        new ArrayList<>(java(options, folder.resolve("cli/target/app"), Assay.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> java(List<String> options, Path jars, String mainClass) {
    if (!Files.isDirectory(jars)) {
      throw Stopped.byMachine("%s is missing: run ./assay build.".formatted(jars));
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(new ClassCache(jars).options());
    // As when its cache of classes was written: Java passes by one that was made without it.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", jars + "/*", mainClass));
    return command;
  }
}
