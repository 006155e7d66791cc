package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GpuOptionsTest {
  private static List<String> devices(String option, String... found) {
    return new GpuOptions(option).devices(() -> List.of(found));
  }

  @Test
  void all_are_those_that_were_found() {
    assertThat(devices("all", "GPU-1", "GPU-2")).containsExactly("GPU-1", "GPU-2");
    assertThat(devices("all")).isEmpty();
    assertThat(devices("none", "GPU-1")).isEmpty();
  }

  @Test
  void a_number_takes_the_first_ones() {
    assertThat(devices("1", "GPU-1", "GPU-2")).containsExactly("GPU-1");
    assertThat(devices("0", "GPU-1")).isEmpty();
  }

  @Test
  void the_owner_is_believed_where_none_can_be_seen() {
    assertThat(devices("2")).containsExactly("0", "1");
  }

  @Test
  void more_than_there_are_is_refused() {
    assertThatThrownBy(() -> devices("3", "GPU-1", "GPU-2"))
        .isInstanceOf(Stopped.class)
        .hasMessageContaining("this machine has 2");
  }

  @Test
  void anything_else_is_refused() {
    assertThatThrownBy(() -> devices("many"))
        .isInstanceOf(Stopped.class)
        .hasMessageContaining("a number, all or none");
    assertThatThrownBy(() -> devices("-1")).isInstanceOf(Stopped.class);
  }
}
