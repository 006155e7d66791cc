package dev.assay.server.codabench;

import dev.assay.contract.Failure;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scores as a Codabench worker posts them: numbers by column key, or something else. */
sealed interface PostedScores {

  /**
   * Every digit as it was written; what is no number is read in order to be refused by its key. So
   * is whatever Python can write, which nests up to a thousand deep, with numbers of 4,300 digits.
   */
  JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(2_000)
                          .maxNumberLength(10_000)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(2_000).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** All of them can be used. */
  record Usable(Map<String, BigDecimal> scores) implements PostedScores {
    public Usable {
      scores = Map.copyOf(scores);
    }
  }

  /** One cannot, hence none. */
  record Unusable(Failure failure) implements PostedScores {}

  static PostedScores of(String json) {
    var scores = new LinkedHashMap<String, BigDecimal>();
    var root = MAPPER.readTree(json);
    if (!root.isObject()) {
      return new Unusable(ScoreFailures.noColumns(MAPPER.writeValueAsString(root)));
    }
    for (var property : root.properties()) {
      var number = number(property.getValue());
      if (number == null) {
        return new Unusable(
            ScoreFailures.noNumber(
                property.getKey(), MAPPER.writeValueAsString(property.getValue())));
      }
      scores.put(property.getKey(), number);
    }
    return new Usable(scores);
  }

  private static @Nullable BigDecimal number(JsonNode value) {
    try {
      return switch (value.getNodeType()) {
        case NUMBER -> value.isFloat() || value.isDouble() ? null : value.decimalValue();
        case BOOLEAN -> value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
        case STRING -> new BigDecimal(value.stringValue().strip());
        default -> null;
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
