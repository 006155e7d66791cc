package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Utf8PiecesTest {
  private static final String TEXT = "é, 漢字 and 😀 in one line\n";
  private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);

  @Test
  void characters_cut_anywhere_come_out_whole() {
    for (int cut = 0; cut <= BYTES.length; cut++) {
      var pieces = new Utf8Pieces();
      var text =
          pieces.add(Arrays.copyOf(BYTES, cut))
              + pieces.add(Arrays.copyOfRange(BYTES, cut, BYTES.length));
      assertThat(text).as("cut at " + cut).isEqualTo(TEXT);
    }
  }

  @Test
  void byte_by_byte_is_the_same_text() {
    var pieces = new Utf8Pieces();
    var text = new StringBuilder();
    for (var one : BYTES) {
      text.append(pieces.add(new byte[] {one}));
    }
    assertThat(text).hasToString(TEXT);
  }

  @Test
  void a_reader_that_goes_on_elsewhere_loses_and_repeats_nothing() {
    for (int cut = 0; cut <= BYTES.length; cut++) {
      var first = new Utf8Pieces().add(Arrays.copyOf(BYTES, cut));
      var second = new Utf8Pieces();
      second.after(Arrays.copyOfRange(BYTES, Math.max(0, cut - Utf8Pieces.LONGEST_REST), cut));
      var text = first + second.add(Arrays.copyOfRange(BYTES, cut, BYTES.length));
      assertThat(text).as("cut at " + cut).isEqualTo(TEXT);
    }
  }

  @Test
  void what_is_no_utf8_is_replaced_and_does_not_hold_up_the_rest() {
    var pieces = new Utf8Pieces();

    assertThat(pieces.add(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3, '\n'}))
        .isEqualTo("a\uFFFDb\uFFFD\n");
    assertThat(pieces.add(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 'c'}))
        .endsWith("c");
  }
}
