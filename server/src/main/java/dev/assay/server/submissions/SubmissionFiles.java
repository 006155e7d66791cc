package dev.assay.server.submissions;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RunStates;
import dev.assay.server.runs.RunStates.AttemptStatus;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands out what belongs to a submission, after asking who wants it. */
@Controller
class SubmissionFiles {
  /** Scripts of the page itself may run, in an origin of its own that can reach nothing. */
  static final String DETAILED_RESULTS_POLICY =
      "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
          + " img-src data: blob:; font-src data:; frame-ancestors 'self'";

  private static final Duration LINK = Duration.ofMinutes(5);

  private final JdbcSubmissions submissions;
  private final Readers readers;
  private final PublicSubmissions publics;
  private final RunStates runs;
  private final Storage storage;
  private final CurrentAccount current;

  SubmissionFiles(
      JdbcSubmissions submissions,
      Readers readers,
      PublicSubmissions publics,
      RunStates runs,
      Storage storage,
      CurrentAccount current) {
    this.submissions = submissions;
    this.readers = readers;
    this.publics = publics;
    this.runs = runs;
    this.storage = storage;
    this.current = current;
  }

  /** One's own, organisers' anybody's, and what its author made public. */
  @GetMapping("/submissions/{id}/files/submission")
  ResponseEntity<Void> submission(@PathVariable long id) {
    return link(
        find(id, Reader::maySee)
            .or(() -> publics.find(new SubmissionId(id), current.find().orElse(null)))
            .map(Submission::blob));
  }

  @GetMapping("/submissions/{id}/files/{evaluation}/predictions")
  ResponseEntity<Void> predictions(@PathVariable long id, @PathVariable long evaluation) {
    return link(stored(id, evaluation, Reader::maySeePredictions, AttemptStatus::predictions));
  }

  @GetMapping("/submissions/{id}/files/{evaluation}/scoring-output")
  ResponseEntity<Void> scoringOutput(@PathVariable long id, @PathVariable long evaluation) {
    return link(stored(id, evaluation, Reader::maySeeScoringOutput, AttemptStatus::scoringOutput));
  }

  @GetMapping("/submissions/{id}/detailed-results/{evaluation}")
  ResponseEntity<Resource> detailedResults(@PathVariable long id, @PathVariable long evaluation)
      throws IOException {
    var blob =
        stored(
            id, evaluation, reader -> mayReadDetails(id, reader), AttemptStatus::detailedResults);
    if (blob.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .header("Content-Security-Policy", DETAILED_RESULTS_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "SAMEORIGIN")
        .cacheControl(CacheControl.noStore())
        .body(new FileSystemResource(storage.localFile(blob.get())));
  }

  /** One's own as the phase shows them; those of others where the leaderboard links to them. */
  private boolean mayReadDetails(long id, Reader reader) {
    return reader.maySeeDetailedResults()
        || (reader.mayReadOnLeaderboard()
            && readers.maySeeCompetition(reader)
            && submissions.isOnShownLeaderboard(new SubmissionId(id)));
  }

  private Optional<Submission> find(long id, Predicate<Reader> allowed) {
    var account = current.find().orElse(null);
    return submissions
        .find(new SubmissionId(id))
        .filter(submission -> allowed.test(readers.reader(account, submission)));
  }

  private Optional<BlobId> stored(
      long id,
      long evaluation,
      Predicate<Reader> allowed,
      Function<AttemptStatus, @Nullable BlobId> which) {
    return find(id, allowed)
        .flatMap(
            submission ->
                runs.of(submission.id()).stream()
                    .filter(one -> one.id().value() == evaluation)
                    .flatMap(one -> one.lastAttempt().stream())
                    .findFirst())
        .flatMap(attempt -> Optional.ofNullable(which.apply(attempt)));
  }

  private ResponseEntity<Void> link(Optional<BlobId> blob) {
    return blob.map(
            found ->
                ResponseEntity.status(303)
                    .location(URI.create(storage.downloadLink(found, LINK)))
                    .<Void>build())
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
