package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.runner.Ceiling;
import dev.assay.runner.HostData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AllowOptionsTest {
  @Command
  private static final class Holder {
    @Mixin private AllowOptions allowed = new AllowOptions();
  }

  private static Ceiling ceiling(String... words) {
    return CommandLine.populateCommand(new Holder(), words).allowed.ceiling();
  }

  @Test
  void nothing_is_open_unless_it_is_said() {
    assertThat(ceiling()).isEqualTo(Ceiling.CLOSED);
  }

  @Test
  void a_folder_of_the_machine_is_given_to_scoring_programs_and_to_others_by_a_second_word(
      @TempDir Path folder) {
    assertThat(ceiling("--host-data", folder.toString()).hostData())
        .isEqualTo(new HostData(folder, false));
    assertThat(
            ceiling("--host-data", folder.toString(), "--host-data-beside-submissions").hostData())
        .isEqualTo(new HostData(folder, true));
  }

  @Test
  void a_folder_that_is_not_there_or_not_named_is_refused(@TempDir Path folder) {
    assertThatThrownBy(() -> ceiling("--host-data", folder.resolve("gone").toString()))
        .isInstanceOf(Stopped.class)
        .hasMessageContaining("there is no folder");
    assertThatThrownBy(() -> ceiling("--host-data-beside-submissions"))
        .isInstanceOf(Stopped.class)
        .hasMessageContaining("--host-data");
  }
}
