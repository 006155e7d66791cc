package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SiteOptionsTest {
  private final SiteOptions options = new SiteOptions();

  @Test
  void port_0_takes_a_free_one_and_keeps_to_it() {
    new CommandLine(new Holder(options)).parseArgs("--port", "0");
    var first = options.port();
    assertThat(first).isPositive();
    assertThat(options.port()).isEqualTo(first);
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin SiteOptions options) {}
}
