package dev.assay.server.codabench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Cause;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostedScoresTest {

  @Test
  void numbers_keep_their_digits_and_a_text_or_a_truth_may_be_one() {
    assertThat(PostedScores.of("{\"a\": 0.10, \"b\": \" 2 \", \"c\": true}"))
        .isEqualTo(
            new PostedScores.Usable(
                Map.of("a", new BigDecimal("0.10"), "b", BigDecimal.TWO, "c", BigDecimal.ONE)));
  }

  static String[] whatPythonCanWrite() {
    return new String[] {
      "0.83",
      "[0.1, 0.2]",
      "null",
      "\"good\"",
      "{\"a\": null}",
      "{\"a\": [1]}",
      "{\"a\": NaN}",
      "{\"a\": " + "[".repeat(990) + "]".repeat(990) + "}"
    };
  }

  @ParameterizedTest
  @MethodSource("whatPythonCanWrite")
  void anything_else_is_the_scoring_programs_fault(String posted) {
    assertThat(PostedScores.of(posted))
        .isInstanceOfSatisfying(
            PostedScores.Unusable.class,
            unusable -> assertThat(unusable.failure().cause()).isEqualTo(Cause.SCORES_INVALID));
  }

  @Test
  void a_number_of_any_length_is_read() {
    var digits = "1" + "0".repeat(4299);
    assertThat(PostedScores.of("{\"a\": " + digits + "}"))
        .isEqualTo(new PostedScores.Usable(Map.of("a", new BigDecimal(digits))));
  }
}
