package dev.assay.server.submissions;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.BoardEntries;
import dev.assay.server.runs.RunLogs;
import dev.assay.server.storage.Storage;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts the page of a submission together, as its reader may see it. */
@Component
class SubmissionViews {
  private static final int LOG_ON_PAGE = 200_000;

  private final StateViews states;
  private final FactSheets sheets;
  private final PublicSubmissions publics;
  private final Extensions extensions;
  private final BoardEntries boards;
  private final RunLogs logs;
  private final Storage storage;
  private final Accounts accounts;

  SubmissionViews(
      StateViews states,
      FactSheets sheets,
      PublicSubmissions publics,
      Extensions extensions,
      BoardEntries boards,
      RunLogs logs,
      Storage storage,
      Accounts accounts) {
    this.states = states;
    this.sheets = sheets;
    this.publics = publics;
    this.extensions = extensions;
    this.boards = boards;
    this.logs = logs;
    this.storage = storage;
    this.accounts = accounts;
  }

  SubmissionView of(Submission submission, Reader reader) {
    return of(submission, reader, sheets.view(submission, reader));
  }

  /**
   * @param factSheet with what somebody answered just now
   */
  SubmissionView of(Submission submission, Reader reader, FactSheetView factSheet) {
    var competition = reader.competition();
    return new SubmissionView(
        submission.id().value(),
        competition.title(),
        "/competitions/" + competition.id(),
        reader.phase().name(),
        name(submission),
        receipt(submission, reader),
        states.of(submission, reader),
        log(submission, reader),
        reader.isOrganiser(),
        submission.state() == SubmissionState.SUBMITTED,
        factSheet,
        publics.view(submission, reader),
        submission.trial() == null
            ? null
            : "/competitions/%s/trials/%s".formatted(competition.id(), submission.trial()),
        removal(submission, reader));
  }

  private String name(Submission submission) {
    return accounts.displayName(submission.account());
  }

  private SubmissionView.Removal removal(Submission submission, Reader reader) {
    var deletion = submission.deletion();
    if (deletion != null) {
      return new SubmissionView.Removal(
          deletion.at(),
          accounts.displayName(deletion.by()),
          deletion.reason(),
          false,
          reader.isOrganiser(),
          "");
    }
    var refusal = Deletions.refusal(submission, reader, boards.contains(submission.id()));
    return new SubmissionView.Removal(
        null,
        "",
        "",
        refusal.isEmpty(),
        false,
        submission.state().isFinal() && submission.trial() == null ? refusal : "");
  }

  private Receipt receipt(Submission submission, Reader reader) {
    var blob = storage.find(submission.blob()).orElseThrow();
    var phase = extensions.extended(reader.phase(), submission.account());
    var late = !phase.isOpenAt(submission.receivedAt());
    return new Receipt(
        submission.receivedAt(), submission.fileName(), blob.size(), blob.sha256(), late);
  }

  private LogView log(Submission submission, Reader reader) {
    var base = "/submissions/" + submission.id();
    if (!reader.maySeeLogs()) {
      return new LogView(List.of(), null, "", base + "/log.txt", false);
    }
    var extract = logs.extract(submission.id(), LOG_ON_PAGE);
    var parts =
        extract.pieces().stream()
            .map(piece -> new LogView.Part(piece.stream().label(), piece.text()))
            .toList();
    return new LogView(
        parts,
        submission.state().isFinal() ? null : base + "/log/stream",
        Long.toString(extract.lastEventId()),
        base + "/log.txt",
        extract.isCut());
  }
}
