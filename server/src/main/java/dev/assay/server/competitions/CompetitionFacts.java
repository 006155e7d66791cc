package dev.assay.server.competitions;

import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.CompetitionView.Download;
import dev.assay.server.competitions.CompetitionView.Fact;
import dev.assay.server.tasks.TaskVersion;
import dev.assay.server.tasks.Tasks;
import dev.assay.server.web.Readable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a participant should know beside the text: how submissions run, and which files there are.
 */
@Component
final class CompetitionFacts {
  /** Whatever else stands there is shown as it is, and leads nowhere. */
  private static final Pattern WEB = Pattern.compile("https?://[^\\s\"'<>]+");

  private final Competitions competitions;
  private final Tasks tasks;
  private final JdbcFiles files;
  private final JdbcAbout about;
  private final PublicSubmissionCount publics;
  private final Clock clock;

  CompetitionFacts(
      Competitions competitions,
      Tasks tasks,
      JdbcFiles files,
      JdbcAbout about,
      PublicSubmissionCount publics,
      Clock clock) {
    this.competitions = competitions;
    this.tasks = tasks;
    this.files = files;
    this.about = about;
    this.publics = publics;
    this.clock = clock;
  }

  /** The prize, whom to ask, and what was written about the results. */
  List<Fact> about(Seen seen) {
    var said = about.of(seen.id());
    var facts = new ArrayList<Fact>();
    add(facts, "Prize", said.reward(), "");
    add(facts, "Contact", said.contact(), "mailto:");
    add(facts, "Report", said.report(), "");
    addPublic(seen, facts);
    return facts;
  }

  private void addPublic(Seen seen, List<Fact> facts) {
    var count = publics.of(seen.id());
    if (count > 0) {
      facts.add(
          new Fact(
              "To download",
              Readable.counted(count, "public submission"),
              false,
              "/competitions/%s/public-submissions".formatted(seen.id())));
    }
  }

  private static void add(List<Fact> facts, String name, @Nullable String value, String scheme) {
    if (value != null && !value.isBlank()) {
      var isAddress = WEB.matcher(value).matches();
      facts.add(
          new Fact(name, value, false, isAddress ? value : scheme.isEmpty() ? "" : scheme + value));
    }
  }

  List<Fact> of(Seen seen) {
    var competition = seen.competition();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("Image", competition.dockerImage(), true));
    facts.add(new Fact("Network", competition.network() ? "Open" : "None", false));
    phase(seen).ifPresent(phase -> addPhase(phase, facts));
    if (competition.enableDetailedResults()) {
      facts.add(new Fact("Detailed results", "Shown with each score", false));
    }
    return facts;
  }

  /** The phase that is open, else the last one to begin, else the first. */
  private Optional<Phase> phase(Seen seen) {
    var phases = competitions.phases(seen.id());
    var now = clock.instant();
    return phases.reversed().stream()
        .filter(phase -> !now.isBefore(phase.startsAt()))
        .findFirst()
        .or(() -> phases.stream().findFirst());
  }

  private void addPhase(Phase phase, List<Fact> facts) {
    var versions = tasks.currentVersions(phase.id());
    facts.add(
        new Fact(
            versions.size() == 1 ? "Task" : "Tasks",
            versions.stream().map(TaskVersion::taskName).collect(Collectors.joining(", ")),
            false));
    facts.add(
        new Fact(
            "Time limit", Readable.duration(phase.executionTimeLimit()) + " for each step", false));
    facts.add(new Fact("Submissions", limits(phase), false));
    for (var version : versions) {
      lifted(version).ifPresent(words -> facts.add(new Fact("Protection lifted", words, false)));
    }
  }

  private static String limits(Phase phase) {
    var perDay = phase.maxSubmissionsPerDay();
    var inAll = phase.maxSubmissions();
    if (perDay == null && inAll == null) {
      return "No limit";
    }
    if (perDay == null) {
      return inAll + " in all";
    }
    return inAll == null ? perDay + " a day" : "%d a day, %d in all".formatted(perDay, inAll);
  }

  /** What the organiser gave up is for everybody to see who trusts the scores. */
  private static Optional<String> lifted(TaskVersion version) {
    var words = new ArrayList<String>();
    if (version.showReferenceData()) {
      words.add("submissions run where the reference data can be read");
    }
    if (version.shareOutput()) {
      words.add("submissions run where the scores are written");
    }
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(version.taskName() + ": " + String.join(", and ", words));
  }

  /** The files that the reader gets. */
  List<Download> filesFor(Seen seen) {
    return files.list(seen.id()).stream()
        .filter(file -> file.isFor(seen.standing()))
        .map(
            file ->
                new Download(
                    words(file.use()),
                    file.of(),
                    file.fileName(),
                    file.bytes(),
                    "/competitions/%s/files/%s".formatted(seen.id(), file.dataset()),
                    file.forParticipants()))
        .toList();
  }

  private static String words(String use) {
    var words = use.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
