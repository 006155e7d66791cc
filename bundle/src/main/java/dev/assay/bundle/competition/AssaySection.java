package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.TaskDefinition.TaskOpening;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The top-level section {@code assay}, which other platforms ignore: settings they do not have.
 *
 * <pre>{@code
 * assay:
 *   network: none            # or default
 *   writable_root: false
 *   user: "1000"
 *   gpus: 0                  # that a worker must have
 *   memory_gb: 0
 *   no_terms: false          # true: the file of terms is a placeholder
 *   share_output: false      # for all tasks, or below for one
 *   show_reference_data: false
 *   tasks:
 *     0: {share_output: true}
 *   solutions:
 *     0: {key: 0f8fad5b-d9cb-469f-a165-70867728950e}
 *   files:
 *     input_data/train.zip: {name: Training data, description: 60 flowers}
 * }</pre>
 *
 * <p>A task or phase may have a section {@code assay} of its own: there and not in the list above,
 * so that it stays with its task or phase when others are put before it.
 */
final class AssaySection {
  private static final Pattern USER =
      Pattern.compile("[a-z_][a-z0-9_-]{0,31}|[0-9]{1,9}(:[0-9]{1,9})?");
  private static final int MAX_USER = 32;
  private static final int MAX_REPORT = 256;
  private static final String NO_TERMS = "no_terms";

  private final SandboxRequest sandbox;
  private final TaskOpening forAll;
  private final Map<TaskIndex, TaskOpening> byTask;
  private final Map<TaskIndex, UUID> solutionKeys;
  private final Map<String, FileLabel> labels;
  private final OwnSettings own;

  private AssaySection(
      SandboxRequest sandbox,
      TaskOpening forAll,
      Map<TaskIndex, TaskOpening> byTask,
      Map<TaskIndex, UUID> solutionKeys,
      Map<String, FileLabel> labels,
      OwnSettings own) {
    this.sandbox = sandbox;
    this.forAll = forAll;
    this.byTask = byTask;
    this.solutionKeys = solutionKeys;
    this.labels = labels;
    this.own = own;
  }

  /**
   * Settings that Codabench has too, but does not read from bundles. They stand at the top, under
   * the names they have there; in the section they are understood as well.
   */
  private record OwnSettings(
      @Nullable String report, boolean allowRobotSubmissions, People people) {}

  /** Address of a text about the results. */
  @Nullable String report() {
    return own.report();
  }

  boolean allowRobotSubmissions() {
    return own.allowRobotSubmissions();
  }

  People people() {
    return own.people();
  }

  SandboxRequest sandbox() {
    return sandbox;
  }

  /**
   * Whether the file of terms only stands there because Codabench insists on one. Needed before the
   * rest of the section, hence read by itself.
   */
  static boolean saysNoTerms(Section top) {
    return top.mapping().value("assay").orElse(top.mapping()) instanceof Mapping assay
        && assay.value(NO_TERMS).orElse(assay) instanceof YamlNode.Bool(_, _, var written)
        && written;
  }

  TaskOpening opening(TaskIndex index) {
    return byTask.getOrDefault(index, forAll);
  }

  /** The key of a solution that the site may have already, beside the path that Codabench reads. */
  @Nullable UUID solutionKey(TaskIndex solution) {
    return solutionKeys.get(solution);
  }

  /** What people call the data sets of files, by path. */
  Map<String, FileLabel> labels() {
    return labels;
  }

  /** A key that a site gave; null where there is none. */
  static @Nullable UUID key(Section section) {
    return key(section, "key");
  }

  static @Nullable UUID key(Section section, String name) {
    YamlNode value = section.takeUnlessNull(name);
    UUID key = Values.uuid(value);
    if (value != null && key == null) {
      section.report(
          FindingCode.ASY_01,
          name,
          "The key is no UUID: " + Values.describe(value) + ".",
          "Leave it as the site's export has it, or remove it.");
    }
    return key;
  }

  static AssaySection read(Section top) {
    YamlNode value = top.takeUnlessNull("assay");
    if (value instanceof Mapping mapping) {
      return read(new Section(top.reading(), mapping, top.path("assay")), top);
    }
    if (value != null) {
      top.report(
          FindingCode.ASY_01,
          "assay",
          "'assay' must be a mapping, but is " + value.kind() + ".",
          "Write settings such as 'network: none' below it.");
    }
    var none = new Mapping(top.mapping().mark(), List.of());
    return read(new Section(top.reading(), none, top.path("assay")), top);
  }

  private static AssaySection read(Section section, Section all) {
    Mapping top = all.mapping();
    Network network =
        Values.choice(
            section,
            "network",
            Network.NONE,
            Network.values(),
            n -> n.name().toLowerCase(Locale.ROOT),
            FindingCode.ASY_01);
    boolean writableRoot = Values.bool(section, "writable_root", false);
    int gpus = Values.number(section, "gpus", 0, 0, FindingCode.ASY_01);
    int memoryGb = Values.number(section, "memory_gb", 0, 0, FindingCode.ASY_01);
    var sandbox = new SandboxRequest(network, writableRoot, user(section), gpus, memoryGb);
    TaskOpening forAll = opening(section, TaskOpening.CLOSED);
    section.ignore(NO_TERMS);
    Map<TaskIndex, TaskOpening> byTask = tasks(section, forAll, top);
    Map<TaskIndex, UUID> solutionKeys = solutions(section, top);
    Map<String, FileLabel> labels = FileLabels.read(section);
    OwnSettings own = own(all, section);
    section.finish();
    return new AssaySection(sandbox, forAll, byTask, solutionKeys, labels, own);
  }

  private static OwnSettings own(Section top, Section assay) {
    String report = Values.optional(PeopleReader.owner(top, assay, "report"), "report", MAX_REPORT);
    boolean robots =
        Values.bool(
            PeopleReader.owner(top, assay, "allow_robot_submissions"),
            "allow_robot_submissions",
            false);
    return new OwnSettings(
        report == null || report.isEmpty() ? null : report, robots, PeopleReader.read(top, assay));
  }

  private static @Nullable String user(Section section) {
    String user = Values.optional(section, "user", MAX_USER);
    if (user != null && !USER.matcher(user).matches()) {
      section.report(
          FindingCode.ASY_01,
          "user",
          "'" + user + "' is no user of a container.",
          "Write a name such as root, or a number such as \"1000\".");
      return null;
    }
    return user;
  }

  private static TaskOpening opening(Section section, TaskOpening otherwise) {
    boolean shareOutput = Values.bool(section, "share_output", otherwise.shareOutput());
    boolean showReference =
        Values.bool(section, "show_reference_data", otherwise.showReferenceData());
    if (shareOutput && section.has("share_output")) {
      section.report(
          FindingCode.ASY_02,
          "share_output",
          "Participants' code that runs during scoring can write the scores; the competition's page says so.",
          "Hand results over in /app/shared instead, if the scoring program allows it.");
    }
    if (showReference && section.has("show_reference_data")) {
      section.report(
          FindingCode.ASY_02,
          "show_reference_data",
          "Participants' code that runs during scoring can read the answers; the competition's page says so.",
          "Let only the scoring program read the reference data, if possible.");
    }
    return new TaskOpening(shareOutput, showReference);
  }

  private static Map<TaskIndex, TaskOpening> tasks(
      Section section, TaskOpening forAll, Mapping top) {
    Map<TaskIndex, TaskOpening> openings = new HashMap<>();
    new ItemSettings(top, "tasks", "task")
        .read(section, "{share_output: true}")
        .forEach(
            (index, task) -> {
              openings.put(index, opening(task, forAll));
              task.finish();
            });
    return openings;
  }

  private static Map<TaskIndex, UUID> solutions(Section section, Mapping top) {
    Map<TaskIndex, UUID> keys = new HashMap<>();
    new ItemSettings(top, "solutions", "solution")
        .read(section, "{key: 0f8fad5b-d9cb-469f-a165-70867728950e}")
        .forEach(
            (index, solution) -> {
              UUID key = key(solution);
              solution.finish();
              if (key != null) {
                keys.put(index, key);
              }
            });
    return keys;
  }
}
