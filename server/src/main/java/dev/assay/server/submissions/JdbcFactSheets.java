package dev.assay.server.submissions;

import dev.assay.contract.Json;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.submissions.Answers.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Reads what a competition asks with each submission, and keeps what is answered. */
@Repository
class JdbcFactSheets {
  private final JdbcClient jdbc;

  JdbcFactSheets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the organiser's order. */
  List<Question> questions(CompetitionId competition) {
    var questions = new ArrayList<Question>();
    jdbc.sql("select fact_sheet::text from competition where id = :id and fact_sheet is not null")
        .param("id", competition.value())
        .query(String.class)
        .optional()
        .map(Json.MAPPER::readTree)
        .ifPresent(sheet -> sheet.forEach(question -> questions.add(question(question))));
    return questions;
  }

  private static Question question(JsonNode question) {
    var selection = new ArrayList<String>();
    question.path("selection").forEach(answer -> selection.add(answer.asString()));
    return new Question(
        question.path("key").asString(),
        question.path("type").asString("text"),
        question.path("title").asString(""),
        selection,
        question.path("is_required").asBoolean(false));
  }

  /** As texts, by key. */
  Map<String, String> answers(SubmissionId submission) {
    var answers = new LinkedHashMap<String, String>();
    jdbc.sql(
            """
            select fact_sheet_answers::text from submission
             where id = :id and jsonb_typeof(fact_sheet_answers) = 'object'""")
        .param("id", submission.value())
        .query(String.class)
        .optional()
        .map(Json.MAPPER::readTree)
        .ifPresent(
            sheet -> sheet.forEachEntry((key, answer) -> answers.put(key, answer.asString(""))));
    return answers;
  }

  /** Those to other questions stay. */
  void replace(SubmissionId submission, String answers) {
    jdbc.sql(
            """
            update submission
               set fact_sheet_answers =
                     coalesce(fact_sheet_answers, cast('{}' as jsonb)) || cast(:answers as jsonb)
             where id = :id""")
        .param("id", submission.value())
        .param("answers", answers)
        .update();
  }

  /**
   * @param answers null where nothing was asked
   */
  void keep(SubmissionId submission, @Nullable String answers) {
    jdbc.sql("update submission set fact_sheet_answers = cast(:answers as jsonb) where id = :id")
        .param("id", submission.value())
        .param("answers", answers)
        .update();
  }
}
