package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.SubmissionAccess;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what somebody may see of a submission. */
@Component
class Readers implements SubmissionAccess {
  private final JdbcSubmissions submissions;
  private final Competitions competitions;

  Readers(JdbcSubmissions submissions, Competitions competitions) {
    this.submissions = submissions;
    this.competitions = competitions;
  }

  Reader reader(@Nullable Account account, Submission submission) {
    var competition = competitions.find(submission.competition()).orElseThrow();
    var phase = competitions.phase(submission.phase()).orElseThrow();
    var organiser =
        account != null && competitions.standing(account, competition.id()).isOrganiser();
    var owner =
        account != null
            && account.id().equals(submission.account())
            && submission.trial() == null
            && !submission.isDeletedByOwner();
    return new Reader(account, organiser, owner, competition, phase);
  }

  boolean maySeeCompetition(Reader reader) {
    return competitions.standing(reader.account(), reader.competition().id()).maySee();
  }

  @Override
  public boolean maySee(@Nullable Account account, SubmissionId submission) {
    return find(account, submission).map(Reader::maySee).orElse(false);
  }

  @Override
  public boolean maySeeLogs(@Nullable Account account, SubmissionId submission) {
    return find(account, submission).map(Reader::maySeeLogs).orElse(false);
  }

  private Optional<Reader> find(@Nullable Account account, SubmissionId submission) {
    return submissions.find(submission).map(found -> reader(account, found));
  }
}
