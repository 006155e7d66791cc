package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.BundleImportStateView;
import dev.assay.server.competitions.BundleImportView;
import dev.assay.server.competitions.BundleUploadView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.CheckReport;
import dev.assay.server.web.CheckReport.FileFindings;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Finding.Severity;
import dev.assay.server.web.Step;
import dev.assay.server.web.Step.Progress;
import dev.assay.server.web.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bundles that are uploaded and checked. */
final class SampleBundles {

  private SampleBundles() {}

  static BundleUploadView upload() {
    return new BundleUploadView(15_000_000_000L, List.of());
  }

  static BundleImportView importRunning() {
    return new BundleImportView(
        state(
            new Badge(Tone.ACTIVE, "Unpacking"),
            "Unpacking 214 files.",
            false,
            null,
            null,
            Progress.CURRENT));
  }

  static BundleImportView importDone() {
    return new BundleImportView(
        state(
            new Badge(Tone.GOOD, "Created"),
            "The competition is made. Only you see it until you publish it.",
            true,
            CheckReport.clean(),
            7L,
            Progress.DONE));
  }

  static BundleImportView importRefused() {
    var report =
        new CheckReport(
            List.of(
                new FileFindings(
                    "competition.yaml",
                    List.of(
                        new Finding(
                            Severity.ERROR,
                            "PHA-08",
                            "Phase “Development” has no end, and another phase follows it.",
                            "competition.yaml:31:5 phases[0].end",
                            "  - name: Development",
                            "Write an end before 1 May 2026, when “Final” begins."),
                        new Finding(
                            Severity.WARNING,
                            "YML-07",
                            "The key “max_submision” is not known, so it has no effect.",
                            "competition.yaml:36:5 phases[0].max_submision",
                            "    max_submision: 50",
                            "Did you mean “max_submissions”?"))),
                new FileFindings(
                    "scoring_program/metadata.yaml",
                    List.of(
                        new Finding(
                            Severity.ERROR,
                            "PRG-02",
                            "There is no “command”, so the scoring program cannot be started.",
                            "scoring_program/metadata.yaml:1",
                            "description: Scores the digits",
                            "Add a line such as: command: python3 score.py")))));
    return new BundleImportView(
        state(
            new Badge(Tone.BAD, "Refused"),
            "2 errors stand in the way. Nothing was created; your upload is kept.",
            true,
            report,
            null,
            Progress.FAILED));
  }

  private static BundleImportStateView state(
      Badge state,
      String line,
      boolean isFinal,
      @Nullable CheckReport report,
      @Nullable Long competition,
      Progress check) {
    return new BundleImportStateView(
        31,
        "digits-2026.zip",
        48_300_000,
        NOW.minusSeconds(70),
        state,
        line,
        List.of(
            new Step("Received", Progress.DONE, ""),
            new Step("Unpacked and checked", check, check == Progress.FAILED ? "2 errors" : ""),
            new Step("Created", competition == null ? Progress.AHEAD : Progress.DONE, "")),
        isFinal,
        report,
        competition,
        isFinal && competition == null);
  }
}
