package dev.assay.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.assay.engine.EngineException;
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

  /** What registries and engines say of an image that is not there, or not for everybody. */
  private static final Pattern IMAGE_AT_FAULT =
      Pattern.compile(
          "not found|manifest unknown|name unknown|no such image|does not exist|access denied"
              + "|access to the resource is denied|unauthorized|authentication required|forbidden"
              + "|invalid reference|no matching manifest|not a valid repository",
          Pattern.CASE_INSENSITIVE);

  /** What engines and NVIDIA's part of them say where they have no such device to give. */
  private static final Pattern GPUS_AT_FAULT =
      Pattern.compile(
          "could not select device driver|nvidia-container|CDI device", Pattern.CASE_INSENSITIVE);

  private EngineWords() {}

  /** Whether graphics processors were asked for that the engine cannot hand out. */
  static boolean gpusAtFault(DockerException refusal) {
    return GPUS_AT_FAULT.matcher(of(refusal)).find();
  }

  /** Whether a failed pull is the image's fault, rather than the way to it. */
  static boolean imageAtFault(String said) {
    return IMAGE_AT_FAULT.matcher(said).find();
  }

  static String of(DockerException refusal) {
    var raw = Objects.requireNonNullElse(refusal.getMessage(), refusal.toString());
    var message = MESSAGE.matcher(raw);
    return (message.find() ? unescape(message.group(1)) : raw.replaceFirst("^Status \\d+: ", ""))
        .strip();
  }

  /** The same of what an engine's refusal has been turned into. */
  static Optional<String> commandAtFault(EngineException failure) {
    Throwable cause = failure;
    while (cause instanceof EngineException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof DockerException refusal ? commandAtFault(refusal) : Optional.empty();
  }

  /** Whether a kill came too late: Docker says so by its status, Podman by its words. */
  static boolean hasEnded(DockerException refusal) {
    return of(refusal).contains("can only kill running containers");
  }

  /** Why the command could not be run, if it is the command's fault and not the engine's. */
  static Optional<String> commandAtFault(DockerException refusal) {
    var match = COMMAND_AT_FAULT.matcher(of(refusal).replace("\\\"", "\""));
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
