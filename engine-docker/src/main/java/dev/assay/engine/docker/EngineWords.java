package dev.assay.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the engine says when it refuses, taken out of the wrapping. */
final class EngineWords {
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** runc and crun, when the command itself is at fault. */
  private static final Pattern COMMAND_AT_FAULT =
      Pattern.compile(
          "(exec: \".*?)(?:: unknown)?$|(executable file .* not found in \\$PATH.*)|(chdir to cwd .*)",
          Pattern.DOTALL);

  private EngineWords() {}

  static String of(DockerException refusal) {
    var raw = Objects.requireNonNullElse(refusal.getMessage(), refusal.toString());
    var message = MESSAGE.matcher(raw);
    return (message.find() ? unescape(message.group(1)) : raw.replaceFirst("^Status \\d+: ", ""))
        .strip();
  }

  /** Why the command could not be run, if it is the command's fault and not the engine's. */
  static Optional<String> commandAtFault(DockerException refusal) {
    var match = COMMAND_AT_FAULT.matcher(of(refusal));
    if (!match.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= match.groupCount(); group++) {
      if (match.group(group) != null) {
        return Optional.of(match.group(group));
      }
    }
    return Optional.empty();
  }

  private static String unescape(String json) {
    return json.replace("\\\"", "\"")
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\\\", "\\");
  }
}
