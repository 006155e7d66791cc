package dev.assay.server.competitions.imports;

import dev.assay.server.competitions.BundleImportStateView;
import dev.assay.server.competitions.imports.BundleImport.State;
import dev.assay.server.storage.Blob;
import dev.assay.server.web.Badge;
import dev.assay.server.web.CheckReport;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Step;
import dev.assay.server.web.Step.Progress;
import dev.assay.server.web.Tone;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in words how far an import is. */
final class ImportStates {
  private ImportStates() {}

  static BundleImportStateView view(BundleImport work, Blob file) {
    var report = report(work);
    var competition = work.competition();
    return new BundleImportStateView(
        work.id().value(),
        file.fileName(),
        file.size(),
        work.createdAt(),
        badge(work.state()),
        line(work, report),
        steps(work.state()),
        work.state().isFinal(),
        report,
        competition == null ? null : competition.value(),
        work.state().mayRetry());
  }

  private static @Nullable CheckReport report(BundleImport work) {
    var isChecked = work.state() == State.FINISHED || work.state() == State.REFUSED;
    return isChecked || !work.findings().isEmpty() ? Reports.of(work.findings()) : null;
  }

  private static Badge badge(State state) {
    return switch (state) {
      case QUEUED -> new Badge(Tone.WAITING, "Waits");
      case RUNNING -> new Badge(Tone.ACTIVE, "Runs");
      case FINISHED -> new Badge(Tone.GOOD, "Created");
      case REFUSED -> new Badge(Tone.BAD, "Has errors");
      case FAILED -> new Badge(Tone.BAD, "Failed");
    };
  }

  private static String line(BundleImport work, @Nullable CheckReport report) {
    return switch (work.state()) {
      case QUEUED -> "The bundle is stored and waits for the site worker to check it.";
      case RUNNING -> work.progress() + " …";
      case FINISHED ->
          "The competition is there. Only you, and those you give its link, see it until you"
              + " publish it.";
      case REFUSED ->
          "Nothing was created: %s must be corrected first. The upload is kept."
              .formatted(Readable.counted(report == null ? 0 : report.errors(), "error"));
      case FAILED -> Objects.requireNonNullElse(work.error(), "The import failed.");
    };
  }

  private static List<Step> steps(State state) {
    return switch (state) {
      case QUEUED -> steps(Progress.AHEAD, Progress.AHEAD);
      case RUNNING -> steps(Progress.CURRENT, Progress.AHEAD);
      case FINISHED -> steps(Progress.DONE, Progress.DONE);
      case REFUSED -> steps(Progress.FAILED, Progress.SKIPPED);
      case FAILED -> steps(Progress.SKIPPED, Progress.FAILED);
    };
  }

  private static List<Step> steps(Progress check, Progress creation) {
    return List.of(
        new Step("Upload", Progress.DONE, ""),
        new Step("Check", check, ""),
        new Step("Create the competition", creation, ""));
  }
}
