package dev.assay.cli;

import dev.assay.cli.site.ZippedFolder;
import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.SiteRehearsal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Does a little of everything, so that Java can note the classes that takes. {@code ./assay} runs
 * it once after a build; it is no command for people.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** With {@code site} rehearses the site, otherwise the short-lived commands. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var home = AssayHome.find();
    if (List.of(arguments).contains("site")) {
      new SiteRehearsal(home, _ -> {}).run();
      return;
    }
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    Assay.run("--help");
    for (var name : Assay.names()) {
      Assay.run(name, "--help");
    }
    var sample = home.folder().resolve("samples/iris");
    Assay.run("lint", sample.toString());
    try (var zip = ZippedFolder.of(sample)) {
      Assay.run("lint", "--json", zip.file().toString());
    }
  }
}
