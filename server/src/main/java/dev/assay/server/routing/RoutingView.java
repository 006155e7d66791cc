package dev.assay.server.routing;

import dev.assay.server.web.PageView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a competition and its phases run, as a form posted to {@code url} with the fields {@code
 * queue} and {@code phase-ID}, whose empty value leaves the choice to the level above, and {@code
 * limit}.
 *
 * @param parallelLimit how many runs of one participant may be under way at once, null for no limit
 */
public record RoutingView(
    String competition,
    String url,
    String backUrl,
    Choice own,
    List<Choice> phases,
    @Nullable Integer parallelLimit)
    implements PageView {

  /** One select. */
  public record Choice(String field, String label, String fallback, List<Option> options) {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /**
   * @param note beside the name, such as how many workers there are; null for nothing
   */
  public record Option(long id, String name, @Nullable String note, boolean isChosen) {}

  public RoutingView {
    phases = List.copyOf(phases);
  }

  @Override
  public String template() {
    return "routing/assign";
  }

  @Override
  public String title() {
    return "Where " + competition + " runs";
  }
}
