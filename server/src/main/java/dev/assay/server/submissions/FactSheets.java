package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.submissions.Answers.Question;
import dev.assay.server.submissions.FactSheetView.Line;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What was answered to the fact sheet with a submission, and answering it anew. Boards may show the
 * answers, hence whoever submitted it may change them until the phase ends for them, and organisers
 * at any time.
 */
@Component
class FactSheets {
  private static final Logger log = LoggerFactory.getLogger(FactSheets.class);

  private final JdbcFactSheets sheets;
  private final JdbcSubmissions submissions;
  private final Readers readers;
  private final Extensions extensions;
  private final TransactionOperations transactions;
  private final Clock clock;

  FactSheets(
      JdbcFactSheets sheets,
      JdbcSubmissions submissions,
      Readers readers,
      Extensions extensions,
      TransactionOperations transactions,
      Clock clock) {
    this.sheets = sheets;
    this.submissions = submissions;
    this.readers = readers;
    this.extensions = extensions;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What became of answers. */
  sealed interface Outcome {
    record Kept() implements Outcome {}

    /** There is no such submission, or it is not this person's to see. */
    record Unknown() implements Outcome {}

    /** They may not be changed now. */
    record Closed(String why) implements Outcome {}

    /** They are not as the competition asks for them. */
    record Refused(String why) implements Outcome {}
  }

  /** All of them take the place of those before; answers to what is no longer asked stay. */
  Outcome change(Account by, SubmissionId id, Answers answers) {
    return Objects.requireNonNull(transactions.execute(_ -> changed(by, id, answers)));
  }

  private Outcome changed(Account by, SubmissionId id, Answers answers) {
    var found = submissions.find(id);
    if (found.isEmpty() || !readers.reader(by, found.get()).maySee()) {
      return new Outcome.Unknown();
    }
    var submission = found.get();
    var reader = readers.reader(by, submission);
    var questions = sheets.questions(submission.competition());
    var closed = questions.isEmpty() ? "Nothing is asked here." : closed(submission, reader);
    if (!closed.isEmpty()) {
      return new Outcome.Closed(closed);
    }
    var refusal = answers.refusal(questions);
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    sheets.replace(id, Objects.requireNonNull(answers.json(questions)));
    log.info("The answers of submission {} are changed by {}", id, by.username());
    return new Outcome.Kept();
  }

  /** Why this reader may not answer anew; empty if they may. */
  private String closed(Submission submission, Reader reader) {
    if (submission.trial() != null) {
      return "A try of the competition is asked nothing.";
    }
    if (submission.deletion() != null) {
      return "It is deleted.";
    }
    var phase = extensions.extended(reader.phase(), submission.account());
    return reader.isOrganiser() || phase.isOpenAt(clock.instant())
        ? ""
        : "They can be changed while the phase is open; after that an organiser can.";
  }

  /** As they are stored, by key. */
  Map<String, String> answers(SubmissionId id) {
    return sheets.answers(id);
  }

  FactSheetView view(Submission submission, Reader reader) {
    return view(submission, reader, sheets.answers(submission.id()), "");
  }

  /**
   * @param shown what stands in the form
   * @param problem why it was not taken, or empty
   */
  FactSheetView view(
      Submission submission, Reader reader, Map<String, String> shown, String problem) {
    var questions = sheets.questions(submission.competition());
    var lines = lines(questions, sheets.answers(submission.id()));
    if (questions.isEmpty() || submission.trial() != null) {
      return new FactSheetView(lines, List.of(), "", "");
    }
    var closed = closed(submission, reader);
    return new FactSheetView(
        lines,
        closed.isEmpty()
            ? questions.stream()
                .map(one -> SubmitView.Question.of(one, shown.getOrDefault(one.key(), "")))
                .toList()
            : List.of(),
        submission.deletion() == null ? closed : "",
        problem);
  }

  /** Also what was answered to a question that is asked no more. */
  private static List<Line> lines(List<Question> questions, Map<String, String> answers) {
    var left = new LinkedHashMap<>(answers);
    var lines = new ArrayList<Line>();
    for (var question : questions) {
      var answer = Objects.requireNonNullElse(left.remove(question.key()), "");
      lines.add(new Line(question.words(), question.isCheckbox() ? ticked(answer) : answer));
    }
    left.forEach((key, answer) -> lines.add(new Line(key, answer)));
    return answers.isEmpty() ? List.of() : lines;
  }

  private static String ticked(String answer) {
    return switch (answer) {
      case "true" -> "Yes";
      case "false" -> "No";
      default -> answer;
    };
  }
}
