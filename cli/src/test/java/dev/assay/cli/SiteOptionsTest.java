package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void a_number_that_is_no_port_is_refused_by_its_option() {
    new CommandLine(new Holder(options)).parseArgs("--port", "99999");
    assertThatThrownBy(options::port)
        .isInstanceOf(Stopped.class)
        .hasMessage("--port 99999: a port is a number from 1 to 65535, or 0 for a free one.");
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin SiteOptions options) {}
}
