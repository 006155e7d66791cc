package dev.assay.bundle.scores;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.yaml.Utf8;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code scores.json}: an object of numbers. */
final class JsonScores {
  /**
   * "Not a number" is read in order to be refused by its key; numbers keep every digit they were
   * written with.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonScores() {}

  static Optional<Map<String, WrittenScore>> parse(String file, byte[] bytes, Findings findings) {
    var encoding = new Findings();
    Optional<String> text = Utf8.decode(file, bytes, encoding);
    if (text.isEmpty()) {
      encoding
          .list()
          .forEach(
              f ->
                  findings.add(
                      Finding.of(FindingCode.RUN_02, f.place(), f.message()).fix("Write UTF-8.")));
      return Optional.empty();
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(text.get());
    } catch (JacksonException e) {
      findings.add(unreadable(file, text.get().lines().toList(), e));
      return Optional.empty();
    } catch (NumberFormatException _) {
      // What the library says, past its own kind of exception, to exponents beyond all bounds.
      findings.add(
          Finding.of(FindingCode.RUN_02, Place.in(file), "It holds a number beyond all bounds.")
              .fix("Write finite numbers below 10000000000."));
      return Optional.empty();
    }
    if (!root.isObject()) {
      findings.add(
          Finding.of(FindingCode.RUN_03, Place.in(file), "It holds no JSON object.")
              .fix("Write {\"column key\": number}."));
      return Optional.empty();
    }
    Map<String, WrittenScore> scores = new LinkedHashMap<>();
    root.properties()
        .forEach(
            property -> {
              Place place = Place.in(file).withPath(property.getKey());
              JsonNode value = property.getValue();
              scores.put(
                  property.getKey(), new WrittenScore(place, value.toString(), value(value)));
            });
    return Optional.of(scores);
  }

  private static Finding unreadable(String file, List<String> lines, JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    Place place =
        location == null || location.getLineNr() < 1
            ? Place.in(file)
            : Place.at(file, lines, location.getLineNr(), Math.max(0, location.getColumnNr()));
    return Finding.of(FindingCode.RUN_02, place, "It is no JSON: " + told(e))
        .fix("Write it with a JSON library, such as json.dump of Python.");
  }

  /** Without the list of what it might have been, which is the parser's. */
  private static String told(JacksonException e) {
    return String.valueOf(e.getOriginalMessage()).replaceAll("(?s):? was expecting.*", "");
  }

  private static ScoreValue value(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER ->
          value.isFloat() || value.isDouble()
              ? ScoreValue.of(value.asString())
              : ScoreValue.of(value.decimalValue());
      case BOOLEAN -> ScoreValue.of(value.booleanValue());
      case STRING -> ScoreValue.of(value.stringValue());
      case NULL -> new ScoreValue.Unusable("it is null");
      case ARRAY -> new ScoreValue.Unusable("it is a list");
      case OBJECT, POJO, BINARY, MISSING -> new ScoreValue.Unusable("it is an object");
    };
  }
}
