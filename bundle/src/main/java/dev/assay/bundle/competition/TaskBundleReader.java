package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.MeaningChecks.ProgramSetting;
import dev.assay.bundle.competition.TaskDefinition.TaskFiles;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks task bundles: an archive with {@code task.yaml} and the zips that it names.
 *
 * <pre>{@code
 * name: Iris
 * description: Tell flowers apart
 * scoring_program:
 *   zip: scoring.zip        # in the archive
 * reference_data:
 *   key: 5e9c...            # a data set that the site has already
 * }</pre>
 */
public final class TaskBundleReader {
  private static final int MAX_NAME = 256;
  private static final String FORM =
      "Write 'zip: name.zip' or 'key: <key of a data set>' below it.";

  private final Clock clock;

  public TaskBundleReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads a task bundle.
   *
   * @param source stays open; the result's content is read through it
   * @throws IOException if this machine cannot read, which is not the bundle's fault
   */
  public CheckedTaskBundle read(BundleSource source) throws IOException {
    var findings = new Findings();
    OpenedDefinition opened = OpenedDefinition.open(source, BundleKind.TASK, findings, clock);
    TaskBundle task = opened.top() == null ? null : task(opened.top(), opened.fileName());
    return new CheckedTaskBundle(
        findings.hasErrors() ? null : task, opened.content(), findings.list());
  }

  private static @Nullable TaskBundle task(Section top, String fileName) throws IOException {
    var references = new References(top.reading());
    String name = Values.required(top, "name", MAX_NAME, FindingCode.TSK_05);
    String description = description(top);
    BundleReference scoring = part(references, top, "scoring_program");
    if (isAbsent(top.take("scoring_program"))) {
      top.report(FindingCode.TSK_04, "scoring_program", "The task has no scoring program.", FORM);
    }
    BundleReference ingestion = part(references, top, "ingestion_program");
    BundleReference input = part(references, top, "input_data");
    BundleReference reference = part(references, top, "reference_data");
    boolean duringScoring =
        Tasks.ingestionOnlyDuringScoring(top, "ingestion_only_during_scoring", ingestion);
    boolean isPublic = Values.bool(top, "is_public", false);
    top.finish();
    references.finish(Set.of(fileName));
    Set<BundleReference> closed = duringScoring && ingestion != null ? Set.of(ingestion) : Set.of();
    var setting = new ProgramSetting(closed, SandboxRequest.CLOSED);
    new PartChecks(top.reading(), setting, new ScoreKeyChecks(List.of())).check(references.parts());
    if (name == null || scoring == null) {
      return null;
    }
    var files = new TaskFiles(scoring, ingestion, input, reference);
    return new TaskBundle(name, description, files, duringScoring, isPublic);
  }

  private static String description(Section top) {
    String description = Values.orEmpty(top, "description");
    if (description.isEmpty()) {
      top.report(
          FindingCode.TSK_11,
          "description",
          "The task has no description; Codabench refuses such task bundles.",
          "Write 'description: ...'.");
    }
    return description;
  }

  /** A zip of the archive, or the key of a data set, which wins. Null if absent or faulty. */
  private static @Nullable BundleReference part(References references, Section top, String kind) {
    YamlNode value = top.take(kind);
    if (value == null || isAbsent(value)) {
      return null;
    }
    if (value instanceof YamlNode.Text) {
      top.report(
          FindingCode.TSK_12,
          kind,
          "'" + kind + "' is a path; Codabench wants 'zip:' or 'key:' below it.",
          FORM);
      return references.part(top, kind, true);
    }
    if (!(value instanceof Mapping mapping)) {
      top.report(
          top.finding(
                  FindingCode.TSK_12,
                  kind,
                  "'" + kind + "' must name a zip or a key, but is " + value.kind() + ".")
              .as(Values.severity(true))
              .fix(FORM));
      return null;
    }
    return part(references, new Section(top.reading(), mapping, top.path(kind)), kind, top);
  }

  private static boolean isAbsent(@Nullable YamlNode value) {
    return switch (value) {
      case null -> true;
      case YamlNode.Null _ -> true;
      case YamlNode.Text(_, var raw) -> raw.isBlank();
      case Mapping(_, var entries) -> entries.isEmpty();
      case YamlNode _ -> false;
    };
  }

  private static @Nullable BundleReference part(
      References references, Section section, String kind, Section top) {
    YamlNode key = section.takeUnlessNull("key");
    YamlNode zip = section.takeUnlessNull("zip");
    section.finish();
    if (key != null) {
      return key(section, key, zip != null);
    }
    if (zip == null) {
      top.report(
          top.finding(FindingCode.TSK_12, kind, "'" + kind + "' names neither a zip nor a key.")
              .as(Values.severity(true))
              .fix(FORM));
      return null;
    }
    if (zip instanceof YamlNode.Text(_, var name) && !name.strip().endsWith(".zip")) {
      section.report(
          FindingCode.TSK_12,
          "zip",
          "'" + name + "' does not end in .zip, which Codabench insists on.",
          "Zip it, or rename it.");
    }
    return references.part(section, "zip", kind, true);
  }

  private static @Nullable BundleReference key(Section section, YamlNode key, boolean hasZip) {
    UUID uuid = Values.uuid(key);
    if (uuid == null) {
      section.report(
          FindingCode.REF_04,
          "key",
          "The key of a data set is no UUID: " + Values.describe(key) + ".",
          "Copy the key from the data set's page, or write 'zip:' instead.");
      return null;
    }
    if (hasZip) {
      section.report(
          FindingCode.TSK_07,
          "key",
          "With a key the data set of the site is taken; the zip is ignored.",
          "Remove 'key' to take the zip.");
    }
    return new BundleReference.DatasetKey(uuid);
  }
}
