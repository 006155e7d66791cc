package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.HomeSubmissions;
import dev.assay.server.submissions.JdbcColumns.Column;
import dev.assay.server.web.HomeView;
import dev.assay.server.web.Readable;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the home page what somebody submitted last. */
@Component
class LatestSubmissions implements HomeSubmissions {
  private static final int MOST = 8;

  private final JdbcSubmissions submissions;
  private final JdbcColumns columns;
  private final JdbcOverviews overviews;
  private final Readers readers;

  LatestSubmissions(
      JdbcSubmissions submissions, JdbcColumns columns, JdbcOverviews overviews, Readers readers) {
    this.submissions = submissions;
    this.columns = columns;
    this.overviews = overviews;
    this.readers = readers;
  }

  @Override
  public List<HomeView.Recent> latest(Account account) {
    return submissions.latestOf(account.id(), MOST).stream()
        .map(submission -> recent(submission, readers.reader(account, submission)))
        .toList();
  }

  private HomeView.Recent recent(Submission submission, Reader reader) {
    return new HomeView.Recent(
        "/submissions/" + submission.id(),
        submission.id().value(),
        reader.competition().title(),
        Narration.badge(submission.state(), List.of()),
        outcome(submission, reader),
        submission.receivedAt());
  }

  /** Its score, or why it failed; nothing while it is on its way. */
  private String outcome(Submission submission, Reader reader) {
    var primary = primary(reader);
    var overview =
        overviews
            .of(List.of(submission.id()), primary.map(Column::key).orElse(""))
            .get(submission.id());
    if (overview == null) {
      return "";
    }
    if (overview.score() == null || !reader.maySeeScores()) {
      return overview.why();
    }
    return primary
        .map(column -> column.title() + " " + Readable.score(overview.score(), column.decimals()))
        .orElse("");
  }

  private Optional<Column> primary(Reader reader) {
    return columns.of(reader.phase().leaderboard()).stream().filter(Column::primary).findFirst();
  }
}
