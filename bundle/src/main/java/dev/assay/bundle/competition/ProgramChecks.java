package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.competition.MeaningChecks.ProgramSetting;
import dev.assay.bundle.competition.References.UsedPart;
import dev.assay.bundle.program.ContainerRole;
import dev.assay.bundle.program.ProgramMetadata;
import dev.assay.bundle.program.Variables;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks at one scoring or ingestion program: whether it can be started, and what it seems to rely
 * on.
 */
final class ProgramChecks {
  private static final String FIX =
      "Add metadata.yaml with 'command: python3 $program/score.py $input $output' or the like.";

  private final Reading reading;
  private final UsedPart part;
  private final String prefix;
  private final ProgramSetting setting;

  /**
   * Checks for one program.
   *
   * @param prefix what to write before its files' names
   * @param setting how it will run
   */
  ProgramChecks(Reading reading, UsedPart part, String prefix, ProgramSetting setting) {
    this.reading = reading;
    this.part = part;
    this.prefix = prefix;
    this.setting = setting;
  }

  void check(BundleSource program, ProgramSources sources) throws IOException {
    if (program.entry("metadata.yaml").isPresent() && program.entry("metadata").isPresent()) {
      add(
          Finding.of(
              FindingCode.PRG_10,
              Place.in("metadata"),
              "There are two metadata files; metadata.yaml is used."));
    }
    switch (ProgramMetadata.read(program)) {
      case ProgramMetadata.Absent() -> absent(program);
      case ProgramMetadata.WithoutCommand(var place, var why, var isReadable) ->
          add(
              Finding.of(
                      isReadable ? FindingCode.PRG_02 : FindingCode.PRG_03,
                      place,
                      "The program cannot be started: " + why + ".")
                  .fix(FIX));
      case ProgramMetadata.Unusable(var place, var why) ->
          add(
              Finding.of(
                      FindingCode.PRG_03,
                      place,
                      "The program cannot be started: " + why + (why.endsWith(".") ? "" : "."))
                  .fix(FIX));
      case ProgramMetadata.Command command -> command(command, program);
    }
    boolean isClosed =
        part.kind().equals("ingestion_program")
            && setting.closedIngestion().contains(part.reference());
    new SourceScan(isClosed, setting.sandbox()).scan(sources).forEach(this::add);
  }

  private void add(Finding finding) {
    reading.findings().add(finding.inside(prefix));
  }

  private void absent(BundleSource program) {
    Optional<SourceEntry> wrapper = wrapper(program);
    if (wrapper.isPresent()) {
      part.section()
          .report(
              FindingCode.REF_11,
              part.key(),
              "Everything lies in the folder '%s' of the program, so its metadata is not found."
                  .formatted(wrapper.get().path()),
              "Zip from inside the folder.");
      return;
    }
    part.section()
        .report(
            FindingCode.PRG_01,
            part.key(),
            "The program has no metadata.yaml, so nothing is run.",
            FIX);
  }

  private static Optional<SourceEntry> wrapper(BundleSource program) {
    List<SourceEntry> top =
        program.entries().stream().filter(entry -> entry.parent().isEmpty()).toList();
    return top.size() == 1 && top.getFirst().isFolder()
        ? Optional.of(top.getFirst())
        : Optional.empty();
  }

  private void command(ProgramMetadata.Command command, BundleSource program) {
    Place place = command.place();
    if (command.isList()) {
      add(
          Finding.of(
                  FindingCode.PRG_04,
                  place,
                  "The command is a list; it runs here, but not in Codabench.")
              .fix("Write it as one text."));
    }
    var words = new CommandWords(command.words());
    for (String variable : words.unknownVariables()) {
      add(
          Finding.of(
                  FindingCode.PRG_05,
                  place,
                  "There is no variable '" + variable + "'; it is left as it stands.")
              .fix("Known are " + String.join(", ", Variables.known()) + "."));
    }
    words
        .shellSyntax()
        .ifPresent(
            word ->
                add(
                    Finding.of(
                            FindingCode.PRG_06,
                            place,
                            "'" + word + "' needs a shell, but the command runs without one.")
                        .fix("Write sh -c '...' around it.")));
    ContainerRole role =
        part.kind().equals("scoring_program") ? ContainerRole.SCORING : ContainerRole.INGESTION;
    words
        .script(role)
        .filter(script -> program.entry(script).isEmpty())
        .ifPresent(
            script ->
                add(
                    Finding.of(FindingCode.PRG_08, place, "'" + script + "' is not in the program.")
                        .fix(nearest(script, program))));
  }

  private static String nearest(String script, BundleSource program) {
    List<String> files = program.entries().stream().map(SourceEntry::path).toList();
    return NearestName.of(script, files)
        .map(name -> "Did you mean '" + name + "'?")
        .orElse("Add the file, or correct the command.");
  }
}
