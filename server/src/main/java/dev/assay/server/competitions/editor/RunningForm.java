package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldView.Option;
import java.util.List;

/** Where and how programs run. */
final class RunningForm implements SectionForm {
  private static final List<Option> NETWORKS =
      List.of(
          new Option("none", "None", "Nothing can be downloaded, and nothing leaks out."),
          new Option(
              "default",
              "Open",
              "Programs reach the internet, if the worker's owner allows it. Data may leak."));

  @Override
  public String intro() {
    return "Submissions and programs run in closed containers on compute workers. The defaults suit"
        + " most competitions.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    return List.of(programs(fields, context), machine(fields), details(fields), container(fields));
  }

  private static BlockView programs(Fields fields, FormContext context) {
    return BlockView.group(
        "image",
        "Programs",
        "",
        fields.optionalLine(
            "docker_image",
            "Container image",
            "With a tag, such as python:3.11. Empty: codalab/codalab-legacy:py37."),
        fields.choice(
            "queue", "Queue", "Where submissions wait for compute workers.", context.queues()),
        fields.onOff(
            "auto_run_submissions",
            "Submissions run by themselves",
            "Otherwise an organiser starts each."));
  }

  private static BlockView machine(Fields fields) {
    return BlockView.group(
        "machine",
        "What a worker must have",
        "Submissions wait until such a worker is free. A task may ask for more.",
        fields.number("assay.gpus", "Graphics processors", "Empty: none.", ""),
        fields.number("assay.memory_gb", "Memory", "Empty: any.", "GiB"));
  }

  private static BlockView details(Fields fields) {
    return BlockView.group(
        "details",
        "Detailed results",
        "A page that the scoring program writes as detailed_results.html for each submission.",
        fields.onOff("enable_detailed_results", "Keep detailed results", ""),
        fields.onOff(
            "show_detailed_results_in_submission_panel",
            "Show them to the submission's author",
            ""),
        fields.onOff(
            "show_detailed_results_in_leaderboard",
            "Link them from the leaderboard",
            "Then everybody who sees the leaderboard sees them."));
  }

  private static BlockView container(Fields fields) {
    return BlockView.group(
        "container",
        "What containers may do",
        "Closed unless you open it. Open only what a program needs.",
        fields.radio("assay.network", "Network", "", NETWORKS),
        fields.onOff(
            "assay.writable_root",
            "Programs may write everywhere in their container",
            "Otherwise to /tmp and /app/output only."),
        fields.optionalLine(
            "assay.user",
            "User in the container",
            "Such as root or 1000. Empty: one without rights."));
  }
}
