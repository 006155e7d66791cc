package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import dev.assay.bundle.competition.TaskDefinition.TaskExtras;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sections {@code assay} of tasks and phases.
 *
 * <pre>{@code
 * tasks:
 *   - index: 0
 *     assay: {key: 0f8fad5b-..., is_public: true, gpus: 1, memory_gb: 16}
 * phases:
 *   - name: Final
 *     assay: {key: 7c9e6679-..., leaderboard: 1, queue: 1f0e3dad-..., has_been_migrated: true}
 *   - name: Development
 *     assay: {meets_next: true}   # the next phase begins when this one ends
 * }</pre>
 */
final class OwnSections {
  private static final String MEETS_NEXT = "meets_next";

  private OwnSections() {}

  /**
   * Whether a phase says that it ends when the next begins. Codabench refuses phases that meet, so
   * exports let the first one end a moment earlier and say so here.
   */
  static boolean meetsNext(Section phase) {
    return phase.mapping().value("assay").orElse(null) instanceof Mapping own
        && own.value(MEETS_NEXT).orElse(null) instanceof YamlNode.Bool(_, _, var meets)
        && meets;
  }

  static TaskExtras ofTask(Section task) {
    boolean isPublic = Values.bool(task, "is_public", false);
    if (isPublic) {
      sayPublic(task, "task");
    }
    Section section = section(task);
    if (section == null) {
      return new TaskExtras(null, isPublic, 0, 0);
    }
    UUID key = AssaySection.key(section);
    boolean isPublicHere = Values.bool(section, "is_public", isPublic);
    if (isPublicHere && !isPublic) {
      sayPublic(section, "task");
    }
    int gpus = Values.number(section, "gpus", 0, 0, FindingCode.ASY_01);
    int memoryGb = Values.number(section, "memory_gb", 0, 0, FindingCode.ASY_01);
    section.finish();
    return new TaskExtras(key, isPublicHere, gpus, memoryGb);
  }

  static PhaseExtras ofPhase(Section phase, BoardPositions boards) {
    Section section = section(phase);
    if (section == null) {
      boards.first();
      return PhaseExtras.NONE;
    }
    UUID key = AssaySection.key(section);
    int board = boards.named(section, "leaderboard");
    UUID queue = AssaySection.key(section, "queue");
    boolean hasBeenMigrated = Values.bool(section, "has_been_migrated", false);
    Values.bool(section, MEETS_NEXT, false);
    section.finish();
    return new PhaseExtras(key, board, queue, hasBeenMigrated);
  }

  static void sayPublic(Section section, String what) {
    section.report(
        FindingCode.ASY_04,
        "is_public",
        "Everybody on the site may use this " + what + ".",
        "Remove the key to keep it to yourself.");
  }

  private static @Nullable Section section(Section owner) {
    YamlNode value = owner.takeUnlessNull("assay");
    if (value instanceof Mapping mapping) {
      return new Section(owner.reading(), mapping, owner.path("assay"));
    }
    if (value != null) {
      owner.report(
          FindingCode.ASY_01,
          "assay",
          "'assay' must be a mapping, but is " + value.kind() + ".",
          "Write it as the site's export has it, or remove it.");
    }
    return null;
  }
}
