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
 * Does what should start quickly, so that Java can note the classes that takes. {@code ./assay}
 * runs it once after a build; it is no command for people.
 */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * With {@code site} rehearses the site, otherwise the check of bundles: of the short-lived
   * commands that which people wait for most often. Classes beyond those it needs would make it
   * slower again, since Java prepares all it finds noted.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var home = AssayHome.find();
    if (List.of(arguments).contains("site")) {
      new SiteRehearsal(home, _ -> {}).run();
      return;
    }
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    var sample = home.folder().resolve("samples/iris");
    Assay.run("lint", sample.toString());
    try (var zip = ZippedFolder.of(sample)) {
      Assay.run("lint", zip.file().toString());
    }
  }
}
