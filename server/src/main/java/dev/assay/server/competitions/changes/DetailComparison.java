package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Effect.Weight;
import dev.assay.server.storage.Blob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what is neither page nor phase, task nor leaderboard. */
final class DetailComparison {
  private DetailComparison() {}

  static Optional<Change> of(TwoStates states) {
    var fields = new Fields();
    overview(states, fields);
    settings(states, fields);
    people(states, fields);
    execution(states, fields);
    return fields.changed(Area.DETAILS, "Details");
  }

  private static void overview(TwoStates states, Fields fields) {
    var before = states.before().definition().overview();
    var after = states.after().definition().overview();
    fields.compare("Title", before.title(), after.title());
    fields.compare("Description", before.description(), after.description());
    picture(states, fields);
    var terms = after.terms().content();
    if (!before.terms().content().equals(terms)) {
      fields.differs("Terms", Comparison.lines(before.terms().content()), Comparison.lines(terms));
      fields.effect(Weight.NOTE, "Participants accepted the old terms; nobody is asked again.");
    }
    fields.compare("Reward", before.reward(), after.reward());
    fields.compare("Contact", before.contactEmail(), after.contactEmail());
    fields.compare("Report", before.report(), after.report());
  }

  private static void picture(TwoStates states, Fields fields) {
    var before = states.before().contents().file(states.before().definition().overview().image());
    var after = states.after().contents().file(states.after().definition().overview().image());
    if (!Contents.hash(before).equals(Contents.hash(after))) {
      fields.differs("Logo", fileName(before), fileName(after));
    }
  }

  static String fileName(@Nullable Blob blob) {
    return blob == null ? "" : blob.fileName();
  }

  private static void settings(TwoStates states, Fields fields) {
    var before = states.before().definition().settings();
    var after = states.after().definition().settings();
    fields.compare("Kind", before.type().text(), after.type().text());
    fields.compare(
        "Lets in at once", before.registrationAutoApprove(), after.registrationAutoApprove());
    fields.compare(
        "Programs may submit", before.allowRobotSubmissions(), after.allowRobotSubmissions());
    fields.compare(
        "Detailed results", before.detailedResults().enabled(), after.detailedResults().enabled());
    fields.compare(
        "Detailed results with the submission",
        before.detailedResults().inSubmissionPanel(),
        after.detailedResults().inSubmissionPanel());
    fields.compare(
        "Detailed results on the leaderboard",
        before.detailedResults().inLeaderboard(),
        after.detailedResults().inLeaderboard());
    fields.compare(
        "Runs submissions by itself", before.autoRunSubmissions(), after.autoRunSubmissions());
    fields.compare(
        "Participants may publish submissions",
        before.canParticipantsMakeSubmissionsPublic(),
        after.canParticipantsMakeSubmissionsPublic());
    fields.compare(
        "Programs offered", before.makeProgramsAvailable(), after.makeProgramsAvailable());
    fields.compare(
        "Input data offered", before.makeInputDataAvailable(), after.makeInputDataAvailable());
    fields.compare("Forum", before.forumEnabled(), after.forumEnabled());
  }

  private static void people(TwoStates states, Fields fields) {
    var before = states.before().definition().people();
    var after = states.after().definition().people();
    fields.compare(
        "Let in without waiting",
        String.join(", ", before.whitelistEmails()),
        String.join(", ", after.whitelistEmails()));
    if (!small(before.collaborators()).equals(small(after.collaborators()))) {
      fields.differs(
          "Organisers beside the owner",
          String.join(", ", before.collaborators()),
          String.join(", ", after.collaborators()));
      rights(fields, "These get", after.collaborators(), before.collaborators());
      rights(fields, "These lose", before.collaborators(), after.collaborators());
    }
  }

  /** The case of user names does not matter. */
  private static Set<String> small(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static void rights(Fields fields, String who, List<String> of, List<String> without) {
    var others = small(without);
    var names =
        of.stream().filter(name -> !others.contains(name.toLowerCase(Locale.ROOT))).toList();
    if (!names.isEmpty()) {
      fields.effect(
          Weight.WARNING, who + " an organiser's rights: " + String.join(", ", names) + ".");
    }
  }

  private static void execution(TwoStates states, Fields fields) {
    var before = states.before().definition().execution();
    var after = states.after().definition().execution();
    var changesRuns = fields.compare("Image", before.dockerImage(), after.dockerImage());
    fields.compare("Queue", before.queue(), after.queue());
    changesRuns |=
        fields.compare(
            "Network",
            before.sandbox().network().name().toLowerCase(Locale.ROOT),
            after.sandbox().network().name().toLowerCase(Locale.ROOT));
    changesRuns |=
        fields.compare(
            "Writable root", before.sandbox().writableRoot(), after.sandbox().writableRoot());
    changesRuns |= fields.compare("User", before.sandbox().user(), after.sandbox().user());
    fields.compare("Graphics processors", before.sandbox().gpus(), after.sandbox().gpus());
    fields.compare("Memory in GiB", before.sandbox().memoryGb(), after.sandbox().memoryGb());
    var scored = states.usage().scored().values().stream().mapToInt(Integer::intValue).sum();
    if (changesRuns && scored > 0) {
      fields.effect(
          Weight.INCOMPARABLE,
          Words.scores(scored) + " made where programs ran otherwise; a re-run makes them equal.");
    }
  }
}
