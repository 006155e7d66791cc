package dev.assay.server.competitions.editor;

import java.util.List;

/** Who may take part, and what participants may do and see. */
final class ParticipationForm implements SectionForm {

  @Override
  public String intro() {
    return "Who may take part, and what participants may do and see.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    return List.of(
        new BlockView(
            "joining",
            "Joining",
            "",
            List.of(
                fields.onOff(
                    "registration_auto_approve",
                    "Everybody may take part at once",
                    "Otherwise each person waits until an organiser lets them in.")),
            List.of(),
            List.of()),
        new BlockView(
            "doing",
            "Participants",
            "",
            List.of(
                fields.onOff(
                    "can_participants_make_submissions_public",
                    "They may show their submissions to others",
                    "Each decides for their own submissions."),
                fields.onOff("forum_enabled", "There is a forum", ""),
                fields.onOff(
                    "make_programs_available",
                    "Show the programs of the tasks",
                    "Scoring and ingestion programs can be downloaded."),
                fields.onOff(
                    "make_input_data_available",
                    "Show the input data of the tasks",
                    "Reference data is never shown.")),
            List.of(),
            List.of()));
  }
}
