package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.imports.Reports;
import dev.assay.server.web.Badge;
import dev.assay.server.web.CheckReport;
import dev.assay.server.web.Tone;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in words how far a plan is. */
final class PlanViews {
  private PlanViews() {}

  static PlanStateView view(ChangePlan plan) {
    return new PlanStateView(
        "/competitions/" + plan.competition(),
        plan.id().value(),
        badge(plan.state()),
        line(plan),
        plan.state().isUnderWay(),
        plan.state() == ChangePlan.State.PLANNED && !plan.changes().isEmpty(),
        plan.state() == ChangePlan.State.APPLIED,
        report(plan),
        ChangeView.of(plan.changes()),
        (int) plan.changes().stream().filter(Change::isIncomparable).count());
  }

  private static @Nullable CheckReport report(ChangePlan plan) {
    return plan.findings().isEmpty() ? null : Reports.of(plan.findings());
  }

  private static Badge badge(ChangePlan.State state) {
    return switch (state) {
      case QUEUED -> new Badge(Tone.WAITING, "Waits");
      case RUNNING -> new Badge(Tone.ACTIVE, "Is compared");
      case REFUSED -> new Badge(Tone.BAD, "Has errors");
      case FAILED -> new Badge(Tone.BAD, "Failed");
      case PLANNED -> new Badge(Tone.WAITING, "Plan");
      case APPLIED -> new Badge(Tone.GOOD, "Applied");
      case OUTDATED -> new Badge(Tone.OVER, "Out of date");
      case DISCARDED -> new Badge(Tone.OVER, "Given up");
    };
  }

  private static String line(ChangePlan plan) {
    return switch (plan.state()) {
      case QUEUED -> "The bundle is stored and waits for the site worker to compare it.";
      case RUNNING -> plan.progress() + " …";
      case REFUSED -> "Nothing was changed: the errors below must be corrected first.";
      case FAILED -> Objects.requireNonNullElse(plan.error(), "The comparison failed.");
      case PLANNED ->
          plan.changes().isEmpty()
              ? "The competition is already what is wanted; there is nothing to change."
              : "Nothing has changed yet. Look through it, then apply all of it at once.";
      case APPLIED -> "The competition is now version " + plan.version() + ".";
      case OUTDATED ->
          "The competition has changed since this plan was made, so nothing of it was applied. Make"
              + " the plan anew.";
      case DISCARDED -> "The plan was given up; nothing was changed.";
    };
  }
}
