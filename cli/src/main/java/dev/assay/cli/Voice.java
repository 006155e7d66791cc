package dev.assay.cli;

import dev.assay.cli.supervision.AllInOne;
import java.util.function.Consumer;

/** Says on standard error what is going on; standard output is for results. */
final class Voice implements Consumer<String> {
  @Override
  public void accept(String words) {
    System.err.println("assay: " + words);
  }

  void ready(AllInOne up) {
    System.err.printf(
        """

        Assay is at %s
        Log in as admin; the password stands in %s
        Logs are in %s. Ctrl-C stops.

        """,
        up.url(), up.adminPasswordFile(), up.data().folder().resolve("logs"));
  }
}
