package dev.assay.server.competitions;

import dev.assay.server.web.Badge;
import dev.assay.server.web.CheckReport;
import dev.assay.server.web.FragmentView;
import dev.assay.server.web.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an import, polled at {@code /bundles/{id}/state} until it is final.
 *
 * @param line one sentence: what happens or what came of it
 * @param report null until the bundle was checked
 * @param mayRetry whether the same bundle may be tried again
 * @param competition the id of what was made, null until then or after a failure
 */
public record BundleImportStateView(
    long id,
    String fileName,
    long bytes,
    Instant uploadedAt,
    Badge state,
    String line,
    List<Step> steps,
    boolean isFinal,
    @Nullable CheckReport report,
    @Nullable Long competition,
    boolean mayRetry)
    implements FragmentView {

  public BundleImportStateView {
    steps = List.copyOf(steps);
  }

  /** Where this state is polled. */
  public String stateUrl() {
    return "/bundles/" + id + "/state";
  }

  @Override
  public String template() {
    return "competitions/bundle-state";
  }
}
