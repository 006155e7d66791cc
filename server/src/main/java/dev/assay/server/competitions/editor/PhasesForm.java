package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.BlockView.Act;
import dev.assay.server.competitions.editor.FieldView.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** When submissions are taken, and how many. */
final class PhasesForm implements SectionForm {
  private static final FieldPath PHASES = FieldPath.of("phases");
  private static final FieldPath TASKS = FieldPath.of("tasks");

  @Override
  public String intro() {
    return "A phase says when submissions are taken, how many, and on which tasks they are measured."
        + " Each phase has a ranking of its own. Phases follow one another.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    var count = fields.document().size(PHASES);
    var tasks = tasks(fields, context);
    return IntStream.range(0, count)
        .mapToObj(number -> phase(fields, context, tasks, number, count))
        .toList();
  }

  /** The tasks of the draft to choose from. */
  static List<Option> tasks(Fields fields, FormContext context) {
    var document = fields.document();
    return IntStream.range(0, document.size(TASKS))
        .mapToObj(TASKS::at)
        .filter(task -> document.get(task.key("index")).isPresent())
        .map(
            task ->
                new Option(
                    document.get(task.key("index")).orElseThrow().toString(),
                    document.text(task.key("key")).isPresent()
                        ? context.part(task.toString()).name()
                        : SectionForm.title(fields, task + ".name", "Task without a name"),
                    ""))
        .toList();
  }

  private static BlockView phase(
      Fields fields, FormContext context, List<Option> tasks, int number, int count) {
    var place = PHASES.at(number).toString();
    var all = new ArrayList<FieldView>();
    all.addAll(time(fields, place, number == count - 1));
    all.addAll(measure(fields, place, tasks));
    all.addAll(limits(fields, place));
    all.addAll(queue(fields, context, place));
    all.addAll(switches(fields, place, number));
    all.addAll(files(fields, context, place));
    return new BlockView(
        place,
        SectionForm.title(fields, place + ".name", "Phase without a name"),
        "",
        all,
        fields.remarks(place),
        SectionForm.acts(place, number, count, "Remove this phase"));
  }

  private static List<FieldView> time(Fields fields, String place, boolean mayBeEndless) {
    return List.of(
        fields.line(place + ".name", "Name", "Such as “Development” or “Final”."),
        fields.area(place + ".description", "Description", ""),
        fields.time(place + ".start", "Opens (UTC)", "", false),
        fields.time(
            place + ".end",
            "Closes (UTC)",
            mayBeEndless ? "Empty: it never closes." : "",
            mayBeEndless));
  }

  private static List<FieldView> measure(Fields fields, String place, List<Option> tasks) {
    var chosen =
        fields.many(place + ".tasks", "Tasks", "A submission is scored on each of them.", tasks);
    var boards = BoardChoices.of(fields.document());
    return boards.size() > 1
        ? List.of(
            chosen,
            fields.choice(
                place + ".assay.leaderboard",
                "Leaderboard",
                "Codabench knows one for all phases: there it would be the first.",
                boards))
        : List.of(chosen);
  }

  /** Nothing where there is only one to choose. */
  private static List<FieldView> queue(Fields fields, FormContext context, String place) {
    var queues = new ArrayList<Option>();
    queues.add(new Option("", "As the competition", ""));
    context.queues().stream().filter(queue -> !queue.value().isEmpty()).forEach(queues::add);
    return queues.size() > 1
        ? List.of(fields.choice(place + ".assay.queue", "Queue", "", queues))
        : List.of();
  }

  private static List<FieldView> files(Fields fields, FormContext context, String place) {
    return List.of(
        fields.part(
            place + ".starting_kit",
            "Starting kit",
            "Examples and tools that participants download to begin with.",
            true,
            context.part(place + ".starting_kit")),
        fields.part(
            place + ".public_data",
            "Public data",
            "Data that participants download.",
            true,
            context.part(place + ".public_data")));
  }

  private static List<FieldView> limits(Fields fields, String place) {
    return List.of(
        fields.number(
            place + ".max_submissions_per_day",
            "A day",
            "Empty: no limit.",
            "submissions a person"),
        fields.number(
            place + ".max_submissions", "In all", "Empty: no limit.", "submissions a person"),
        fields.number(
            place + ".execution_time_limit",
            "Running time",
            "Of each step: predicting, scoring.",
            "seconds"));
  }

  private static List<FieldView> switches(Fields fields, String place, int number) {
    var switches = new ArrayList<FieldView>();
    if (number > 0) {
      switches.add(
          fields.onOff(
              place + ".auto_migrate_to_this_phase",
              "Take over the leaderboard of the phase before",
              "When it opens, the submissions that were ranked there run here by themselves."));
    }
    switches.add(
        fields.onOff(
            place + ".accepts_only_result_submissions",
            "Only results are submitted, no code",
            "Shown to participants."));
    switches.add(
        fields.onOff(
            place + ".hide_output",
            "Hide logs and outputs from participants",
            "Scores on the leaderboard stay visible."));
    switches.add(
        fields.onOff(place + ".hide_prediction_output", "Hide only the predicted files", ""));
    switches.add(
        fields.onOff(place + ".hide_score_output", "Hide only the files of the scoring step", ""));
    return switches;
  }

  @Override
  public List<Act> adds() {
    return List.of(new Act("add phases", "Add a phase", "clock"));
  }
}
