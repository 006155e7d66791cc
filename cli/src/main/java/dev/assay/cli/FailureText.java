package dev.assay.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A failure as the site tells it, for a terminal. */
final class FailureText {
  private FailureText() {}

  static String of(JsonNode submission) {
    var text = new StringBuilder();
    text.append(
        "submission %d %s%n"
            .formatted(submission.path("id").asLong(), submission.path("state").asString()));
    for (var evaluation : submission.path("evaluations")) {
      var failure = evaluation.path("failure");
      if (failure.isObject()) {
        append(text, failure);
      }
    }
    return text.toString().stripTrailing();
  }

  private static void append(StringBuilder text, JsonNode failure) {
    text.append("  what:  %s%n".formatted(failure.path("message").asString()));
    text.append("  where: %s%n".formatted(where(failure)));
    text.append(
        "  fault: %s%n".formatted(failure.path("fault").asString().toLowerCase(Locale.ROOT)));
    text.append("  do:    %s%n".formatted(failure.path("fix").asString()));
    for (var line : failure.path("lastLines")) {
      text.append("  | %s%n".formatted(line.asString()));
    }
  }

  private static String where(JsonNode failure) {
    var words = new StringBuilder();
    words.append(failure.path("step").asString("before the first step").toLowerCase(Locale.ROOT));
    if (!failure.path("program").isMissingNode() && !failure.path("program").isNull()) {
      words
          .append(" step, ")
          .append(failure.path("program").asString().toLowerCase(Locale.ROOT))
          .append(" container");
    }
    if (failure.path("exitCode").isNumber()) {
      words.append(", exit code ").append(failure.path("exitCode").asInt());
    }
    return words.toString();
  }
}
