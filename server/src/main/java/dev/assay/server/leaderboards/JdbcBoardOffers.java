package dev.assay.server.leaderboards;

import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.BoardOffers;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the page of a submission what may be chosen for the board. */
@Component
final class JdbcBoardOffers implements BoardOffers {
  private final JdbcClient jdbc;
  private final JdbcEntries entries;
  private final JdbcSelections selections;
  private final Competitions competitions;

  JdbcBoardOffers(
      JdbcClient jdbc, JdbcEntries entries, JdbcSelections selections, Competitions competitions) {
    this.jdbc = jdbc;
    this.entries = entries;
    this.selections = selections;
    this.competitions = competitions;
  }

  @Override
  public Optional<Offer> offer(SubmissionId submission, Account reader) {
    return entries.of(List.of(submission)).stream()
        .filter(Entry::isFinished)
        .findFirst()
        .map(entry -> offer(entry, phase(submission), reader));
  }

  private PhaseId phase(SubmissionId submission) {
    return jdbc.sql("select phase_id from submission where id = :id")
        .param("id", submission.value())
        .query((row, _) -> new PhaseId(row.getLong(1)))
        .single();
  }

  private Offer offer(Entry entry, PhaseId phase, Account reader) {
    var rule = entries.rules(phase).orElseThrow().submissionRule();
    var competition = competitions.phase(phase).orElseThrow().competition();
    var isOrganiser = competitions.standing(reader, competition).isOrganiser();
    var isSelected = selections.contains(phase, entry.submission());
    var mayChoose = isOrganiser || reader.id().equals(entry.account());
    var action =
        mayChoose
            ? BoardChoices.offer(rule, isOrganiser, isSelected, entry.isFinished())
            : Optional.<String>empty();
    return new Offer(words(rule, isSelected), action.orElse(null));
  }

  private static String words(SubmissionRule rule, boolean isSelected) {
    var standing =
        isSelected ? "It stands on the leaderboard" : "It does not stand on the leaderboard";
    return switch (rule) {
      case ADD, ADD_AND_DELETE, ADD_AND_DELETE_MULTIPLE -> standing + ".";
      case FORCE_LAST -> standing + ": the last one that was scored counts.";
      case FORCE_BEST -> standing + ": the best one counts.";
      case FORCE_LATEST_MULTIPLE -> standing + ": all that are scored count.";
    };
  }
}
