package dev.assay.cli;

import dev.assay.cli.supervision.AssayHome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code assay images build}: makes the images that stand in for others from Debian's packages,
 * without any registry.
 */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description =
        "Builds the images assay/python (Python with numpy) and assay/python-ml (and scipy, pandas, scikit-learn, matplotlib, yaml) from Debian's packages and hands them to the container engine.")
final class BuildImagesCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "KIND",
      arity = "0..*",
      description = "Which: python, ml, torch (default: python and ml).")
  private List<String> kinds = List.of();

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
    command.addAll(kinds.isEmpty() ? List.of("python", "ml") : kinds);
    return Foreground.run(command, Map.of());
  }
}
