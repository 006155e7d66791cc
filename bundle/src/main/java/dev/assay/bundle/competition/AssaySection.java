package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.TaskDefinition.TaskOpening;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
 *   share_output: false      # for all tasks, or below for one
 *   show_reference_data: false
 *   tasks:
 *     0: {share_output: true}
 * }</pre>
 */
final class AssaySection {
  private static final Pattern USER =
      Pattern.compile("[a-z_][a-z0-9_-]{0,31}|[0-9]{1,9}(:[0-9]{1,9})?");
  private static final int MAX_USER = 32;

  private final SandboxRequest sandbox;
  private final TaskOpening forAll;
  private final Map<String, TaskOpening> byTask;

  private AssaySection(
      SandboxRequest sandbox, TaskOpening forAll, Map<String, TaskOpening> byTask) {
    this.sandbox = sandbox;
    this.forAll = forAll;
    this.byTask = byTask;
  }

  SandboxRequest sandbox() {
    return sandbox;
  }

  TaskOpening opening(TaskIndex index) {
    return byTask.getOrDefault(index.value(), forAll);
  }

  static AssaySection read(Section top) {
    YamlNode value = top.takeUnlessNull("assay");
    if (value instanceof Mapping mapping) {
      return read(new Section(top.reading(), mapping, top.path("assay")), top.mapping());
    }
    if (value != null) {
      top.report(
          FindingCode.ASY_01,
          "assay",
          "'assay' must be a mapping, but is " + value.kind() + ".",
          "Write settings such as 'network: none' below it.");
    }
    return new AssaySection(SandboxRequest.CLOSED, TaskOpening.CLOSED, Map.of());
  }

  private static AssaySection read(Section section, Mapping top) {
    Network network =
        Values.choice(
            section,
            "network",
            Network.NONE,
            Network.values(),
            n -> n.name().toLowerCase(Locale.ROOT),
            FindingCode.ASY_01);
    boolean writableRoot = Values.bool(section, "writable_root", false);
    var sandbox = new SandboxRequest(network, writableRoot, user(section));
    TaskOpening forAll = opening(section, TaskOpening.CLOSED);
    Map<String, TaskOpening> byTask = tasks(section, forAll, top);
    section.finish();
    return new AssaySection(sandbox, forAll, byTask);
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

  private static Map<String, TaskOpening> tasks(Section section, TaskOpening forAll, Mapping top) {
    YamlNode value = section.takeUnlessNull("tasks");
    Map<String, TaskOpening> openings = new HashMap<>();
    if (value == null) {
      return openings;
    }
    if (!(value instanceof Mapping byIndex)) {
      section.report(
          FindingCode.ASY_01,
          "tasks",
          "'tasks' must map task indexes to settings.",
          "Write '0: {share_output: true}' below it.");
      return openings;
    }
    for (YamlNode.Entry entry : byIndex.entries()) {
      String index = entry.key().raw();
      String path = section.path("tasks") + "." + index;
      if (!(entry.value() instanceof Mapping mapping) || !isTask(index, top)) {
        section
            .reading()
            .report(
                FindingCode.ASY_01,
                entry.key(),
                path,
                "'" + index + "' must be the index of a task, with a mapping behind it.",
                "Use an index of the list 'tasks'.");
        continue;
      }
      var task = new Section(section.reading(), mapping, path);
      openings.put(index, opening(task, forAll));
      task.finish();
    }
    return openings;
  }

  private static boolean isTask(String index, Mapping top) {
    return top.value("tasks").orElse(top) instanceof YamlNode.Sequence tasks
        && tasks.items().stream()
            .anyMatch(
                task ->
                    task instanceof Mapping mapping
                        && mapping.value("index").orElse(mapping) instanceof YamlNode.Scalar scalar
                        && scalar.raw().equals(index));
  }
}
