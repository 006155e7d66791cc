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
    return List.of(joining(fields), organisers(fields), participants(fields));
  }

  private static BlockView joining(Fields fields) {
    return BlockView.group(
        "joining",
        "Joining",
        "",
        fields.onOff(
            "registration_auto_approve",
            "Everybody may take part at once",
            "Otherwise each person waits until an organiser lets them in."),
        fields.area(
            "whitelist_emails",
            "Let in without waiting",
            "E-mail addresses, one on each line, of people who need nobody's permission once it is"
                + " confirmed that the address is theirs."),
        fields.onOff(
            "allow_robot_submissions",
            "Programs may take part",
            "Accounts that an administrator has marked as robots join at once and submit"
                + " without limits."));
  }

  private static BlockView organisers(Fields fields) {
    return BlockView.group(
        "organisers",
        "Organisers",
        "",
        fields.area(
            "collaborators",
            "Organisers beside you",
            "User names, one on each line. They may do everything that you may, except to"
                + " give the competition away."));
  }

  private static BlockView participants(Fields fields) {
    return BlockView.group(
        "doing",
        "Participants",
        "",
        fields.onOff(
            "can_participants_make_submissions_public",
            "They may show their submissions to others",
            "Who wants to lets everybody who sees the competition download what they sent."),
        fields.onOff(
            "forum_enabled",
            "There is a forum",
            "Kept for exports to Codabench; this site has no forums."),
        fields.onOff(
            "make_programs_available",
            "Show the programs of the tasks",
            "Scoring and ingestion programs can be downloaded."),
        fields.onOff(
            "make_input_data_available",
            "Show the input data of the tasks",
            "Reference data is never shown."));
  }
}
