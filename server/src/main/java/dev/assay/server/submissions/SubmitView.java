package dev.assay.server.submissions;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.Finding;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form to submit; it posts {@code multipart/form-data} with the part {@code file} to {@code
 * /competitions/{id}/submit}.
 *
 * @param phase the phase that is submitted to; null if there is none
 * @param closed why nothing can be sent now, or empty: the form is then not shown
 * @param accepts what is expected in the zip, such as "code", in one sentence
 * @param needsMetadata whether a zip without {@code metadata} or {@code metadata.yaml} in its root
 *     is probably a mistake
 * @param deadline the last byte must arrive before; null for none
 * @param maxBytes the largest upload taken
 * @param questions that are answered with the file
 * @param limits what a run is given: time, memory, network, image
 * @param problems why the last upload was refused, or empty
 */
public record SubmitView(
    CompetitionHead competition,
    @Nullable Long phase,
    String closed,
    String accepts,
    boolean needsMetadata,
    @Nullable Instant deadline,
    long maxBytes,
    List<Question> questions,
    List<Limit> limits,
    List<Finding> problems)
    implements PageView {

  /**
   * One limit of a run.
   *
   * @param code whether the value is something to copy literally, such as an image's name
   */
  public record Limit(String name, String value, boolean code) {}

  /** What the names of fields with answers begin with. */
  static final String ANSWER = "answer.";

  /**
   * A question of the fact sheet.
   *
   * @param choices what may be answered; empty for any text
   * @param value what stands in its field; {@code true} for a box that is ticked
   */
  public record Question(
      String name,
      String words,
      boolean isCheckbox,
      boolean isRequired,
      List<String> choices,
      String value) {
    public Question {
      choices = List.copyOf(choices);
    }

    static Question of(Answers.Question question) {
      return of(question, "");
    }

    static Question of(Answers.Question question, String value) {
      return new Question(
          ANSWER + question.key(),
          question.words(),
          question.isCheckbox(),
          question.isRequired(),
          question.selection(),
          value);
    }
  }

  /** What was answered in the fields of a form. */
  static Answers answers(Map<String, String> fields) {
    return new Answers(
        fields.entrySet().stream()
            .filter(field -> field.getKey().startsWith(ANSWER))
            .collect(
                Collectors.toMap(
                    field -> field.getKey().substring(ANSWER.length()), Map.Entry::getValue)));
  }

  public SubmitView {
    questions = List.copyOf(questions);
    limits = List.copyOf(limits);
    problems = List.copyOf(problems);
  }

  /** Where the form goes. */
  public String action() {
    return competition.url() + "/submit" + (phase == null ? "" : "?phase=" + phase);
  }

  /** What the site is told of a file that comes in pieces, as JSON. */
  public String about() {
    return phase == null ? "" : "{\"purpose\":\"submission\",\"phase\":\"%d\"}".formatted(phase);
  }

  @Override
  public String template() {
    return "submissions/submit";
  }

  @Override
  public String title() {
    return "Submit to " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
