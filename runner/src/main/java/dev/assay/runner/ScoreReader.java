package dev.assay.runner;

import dev.assay.contract.Json;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

final class ScoreReader {
  sealed interface Result {}

  record Scores(Map<String, BigDecimal> byKey, List<String> warnings) implements Result {}

  record Missing() implements Result {}

  record Invalid(String message, String fix) implements Result {}

  static Result read(Path folder) {
    var file = folder.resolve("scores.json");
    if (!Files.exists(file)) return new Missing();
    try {
      return new Scores(
          Json.MAPPER.readValue(file.toFile(), new TypeReference<HashMap<String, BigDecimal>>() {}),
          List.of());
    } catch (RuntimeException e) {
      return new Invalid(String.valueOf(e.getMessage()), "fix");
    }
  }

  private ScoreReader() {}
}
