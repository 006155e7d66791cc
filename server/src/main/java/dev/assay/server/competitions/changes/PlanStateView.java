package dev.assay.server.competitions.changes;

import dev.assay.server.web.Badge;
import dev.assay.server.web.CheckReport;
import dev.assay.server.web.FragmentView;
import dev.assay.server.web.Readable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as far as it is, polled until there is something to decide.
 *
 * @param competition the competition's address
 * @param line one sentence: what happens, or what came of it
 * @param report of the check; null where it found nothing
 * @param incomparable how many changes make scores incomparable
 */
public record PlanStateView(
    String competition,
    long id,
    Badge state,
    String line,
    boolean isUnderWay,
    boolean mayApply,
    boolean isApplied,
    @Nullable CheckReport report,
    List<ChangeView> changes,
    int incomparable)
    implements FragmentView {

  public PlanStateView {
    changes = List.copyOf(changes);
  }

  /** Where the plan lies. */
  public String url() {
    return competition + "/changes/" + id;
  }

  /** Such as "3 changes". */
  public String count() {
    return Readable.counted(changes.size(), "change");
  }

  @Override
  public String template() {
    return "changes/state";
  }
}
