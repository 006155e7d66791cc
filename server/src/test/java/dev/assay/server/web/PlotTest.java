package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {

  @Test
  void a_line_runs_from_edge_to_edge_and_from_bottom_to_top() {
    assertThat(plot(false, 0, 10).line()).isEqualTo("M0.0 114.0L600.0 6.0");
  }

  @Test
  void a_stepped_line_holds_until_the_next_point_and_to_the_edge() {
    assertThat(plot(true, 0, 10).line()).isEqualTo("M0.0 114.0H582.0V6.0H600.0");
  }

  @Test
  void a_flat_line_runs_in_the_middle() {
    assertThat(plot(false, 5, 5).line()).isEqualTo("M0.0 60.0L600.0 60.0");
  }

  @Test
  void one_point_is_not_drawn() {
    assertThat(plot(false, 1).isDrawable()).isFalse();
  }

  @Test
  void the_sentence_tells_the_beginning_and_the_end() {
    assertThat(plot(false, 3, 1, 7).sentence()).isEqualTo("Wait, from y3 (x0) to y7 (x2)");
    assertThat(plot(false, 3, 1, 7).highest()).isEqualTo("y7");
    assertThat(plot(false, 3, 1, 7).lowest()).isEqualTo("y1");
  }

  private static Plot plot(boolean stepped, int... values) {
    var points = new ArrayList<Plot.Point>();
    for (var value : values) {
      var x = points.size();
      points.add(new Plot.Point(x, value, "x" + x, "y" + value));
    }
    return new Plot("Wait", "x", "y", stepped, List.copyOf(points));
  }
}
