package dev.assay.cli;

import dev.assay.cli.supervision.AssayHome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code assay images build}: makes {@code assay/python} from Debian's packages, without any
 * registry.
 */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description =
        "Builds the image assay/python (Python with numpy) from Debian's packages and hands it to the container engine.")
final class BuildImagesCommand implements Callable<Integer> {
  @Option(names = "--force", description = "Build it even if it is there.")
  private boolean force;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description =
          "The Debian mirror (default: that of this machine's apt, or ASSAY_DEBIAN_MIRROR).")
  private @Nullable String mirror;

  @Override
  public Integer call() {
    var script = AssayHome.find().folder().resolve("deploy/scripts/images.sh");
    var command = new ArrayList<>(List.of(script.toString()));
    if (force) {
      command.add("--force");
    }
    if (mirror != null) {
      command.addAll(List.of("--mirror", mirror));
    }
    return Foreground.run(command, Map.of());
  }
}
