package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.BlockView.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What submissions are measured with. */
final class TasksForm implements SectionForm {
  private static final FieldPath TASKS = FieldPath.of("tasks");
  private static final FieldPath PHASES = FieldPath.of("phases");
  private static final FieldPath SOLUTIONS = FieldPath.of("solutions");

  @Override
  public String intro() {
    return "A task is what submissions are measured with: a scoring program and its data. Most"
        + " competitions have one; a submission to a phase is scored on each of the phase's tasks.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    var count = fields.document().size(TASKS);
    var solutions = fields.document().size(SOLUTIONS);
    return Stream.concat(
            IntStream.range(0, count).mapToObj(number -> task(fields, context, number, count)),
            IntStream.range(0, solutions)
                .mapToObj(number -> solution(fields, context, number, solutions)))
        .toList();
  }

  private static BlockView task(Fields fields, FormContext context, int number, int count) {
    var place = TASKS.at(number).toString();
    var isExisting = fields.document().text(FieldPath.of(place + ".key")).isPresent();
    return new BlockView(
        place,
        isExisting
            ? context.part(place).name()
            : SectionForm.title(fields, place + ".name", "Task without a name"),
        use(fields, place)
            + (isExisting
                ? " A task of this site, taken as it is: changes to it are made there."
                : ""),
        isExisting ? List.of() : made(fields, context, place),
        fields.remarks(place),
        SectionForm.acts(place, number, count, "Remove this task"));
  }

  private static List<FieldView> made(Fields fields, FormContext context, String place) {
    var made = new ArrayList<FieldView>();
    made.add(fields.line(place + ".name", "Name", "Participants see it where there are several."));
    made.add(fields.area(place + ".description", "Description", ""));
    made.addAll(files(fields, context, place));
    made.add(
        fields.onOff(
            place + ".ingestion_only_during_scoring",
            "Ingestion runs beside the scoring program",
            "Instead of before it, so that both can talk through /app/shared."));
    made.addAll(openings(fields, place));
    made.add(
        fields.number(
            place + ".assay.gpus", "Graphics processors", "Empty: as for all tasks.", ""));
    made.add(
        fields.number(place + ".assay.memory_gb", "Memory", "Empty: as for all tasks.", "GiB"));
    made.add(
        fields.onOff(
            place + ".is_public",
            "Everybody on this site may use the task",
            "In competitions of their own. Its files stay yours."));
    return made;
  }

  private static List<FieldView> files(Fields fields, FormContext context, String place) {
    return List.of(
        part(
            fields,
            context,
            place + ".scoring_program",
            "Scoring program",
            "Compares what was submitted with the reference data and writes scores.json.",
            false),
        part(
            fields,
            context,
            place + ".reference_data",
            "Reference data",
            "The right answers. Only the scoring program sees them.",
            true),
        part(
            fields,
            context,
            place + ".input_data",
            "Input data",
            "What submissions work on, without the answers.",
            true),
        part(
            fields,
            context,
            place + ".ingestion_program",
            "Ingestion program",
            "Feeds the input data to submitted code, where code is not a program of its own.",
            true));
  }

  /** A sample, offered for download with its tasks; trials run it. */
  private static BlockView solution(Fields fields, FormContext context, int number, int count) {
    var place = SOLUTIONS.at(number).toString();
    return new BlockView(
        place,
        "Solution: " + SectionForm.title(fields, place + ".name", "without a name"),
        "",
        List.of(
            fields.optionalLine(place + ".name", "Name", ""),
            fields.area(place + ".description", "Description", ""),
            part(
                fields,
                context,
                place + ".path",
                "File",
                "As a participant would submit it. It is offered with the task, and runs when you"
                    + " try the competition before you publish it.",
                false),
            fields.many(place + ".tasks", "Solves", "", PhasesForm.tasks(fields, context))),
        fields.remarks(place),
        SectionForm.acts(place, number, count, "Remove this solution"));
  }

  /** Shown while ingestion runs during scoring; they mean nothing otherwise. */
  private static List<FieldView> openings(Fields fields, String place) {
    var index = fields.document().text(FieldPath.of(place + ".index")).orElse("");
    var name = "assay.tasks." + index;
    if (EditableFields.rule(name + ".share_output").isEmpty()) {
      return List.of();
    }
    return List.of(
        fields.onOff(
            name + ".share_output",
            "Let ingestion write into the scoring program's output",
            "Careful: it runs participants' code, which could then write the scores itself. The"
                + " competition's page says so."),
        fields.onOff(
            name + ".show_reference_data",
            "Let ingestion see the reference data",
            "Careful: participants' code could then read the answers. The competition's page says"
                + " so."));
  }

  private static FieldView part(
      Fields fields,
      FormContext context,
      String name,
      String label,
      String help,
      boolean isOptional) {
    return fields.part(name, label, help, isOptional, context.part(name));
  }

  private static String use(Fields fields, String place) {
    var index = fields.document().get(FieldPath.of(place + ".index")).orElse(null);
    var users =
        IntStream.range(0, fields.document().size(PHASES))
            .mapToObj(PHASES::at)
            .filter(
                phase ->
                    fields.document().get(phase.key("tasks")).stream()
                        .flatMap(tasks -> tasks.valueStream())
                        .anyMatch(one -> one.equals(index)))
            .map(phase -> SectionForm.title(fields, phase + ".name", "a phase without a name"))
            .collect(Collectors.joining(", "));
    return users.isEmpty() ? "No phase uses it yet." : "Used in " + users + ".";
  }

  @Override
  public List<Act> adds() {
    return List.of(
        new Act("add tasks", "Add a task", "file"),
        new Act("add solutions", "Add a sample solution", "file"));
  }
}
