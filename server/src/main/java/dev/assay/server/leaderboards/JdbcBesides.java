package dev.assay.server.leaderboards;

import dev.assay.contract.Json;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what stands on a board beside the scores. */
@Component
final class JdbcBesides {
  private final JdbcClient jdbc;

  JdbcBesides(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A question of the fact sheet whose answers the board shows. */
  record Question(String key, String title) {}

  List<Question> questions(CompetitionId competition) {
    var sheet =
        jdbc.sql(
                "select fact_sheet::text from competition where id = :id and fact_sheet is not null")
            .param("id", competition.value())
            .query(String.class)
            .optional();
    var questions = new ArrayList<Question>();
    for (var question : sheet.map(Json.MAPPER::readTree).orElseGet(Json.MAPPER::createArrayNode)) {
      if (question.path("is_on_leaderboard").asBoolean(false)) {
        var key = question.path("key").asString();
        var title = question.path("title").asString("");
        questions.add(new Question(key, title.isBlank() ? key : title));
      }
    }
    return questions;
  }

  /** What was answered; a submission without answers is absent. */
  Map<SubmissionId, JsonNode> answers(Collection<SubmissionId> submissions) {
    var answers = new HashMap<SubmissionId, JsonNode>();
    jdbc.sql(
            """
            select id, fact_sheet_answers::text as answers from submission
             where id = any(:ids) and fact_sheet_answers is not null""")
        .param("ids", JdbcSelections.ids(submissions))
        .query(
            row -> {
              answers.put(
                  new SubmissionId(row.getLong("id")),
                  Json.MAPPER.readTree(row.getString("answers")));
            });
    return answers;
  }

  /** The names of a phase's tasks, by id, in order. */
  Map<TaskId, String> taskNames(PhaseId phase) {
    var names = new LinkedHashMap<TaskId, String>();
    jdbc.sql(
            """
            select t.id, t.name from phase_task pt join task t on t.id = pt.task_id
             where pt.phase_id = :phase order by pt.position""")
        .param("phase", phase.value())
        .query(
            row -> {
              names.put(new TaskId(row.getLong("id")), row.getString("name"));
            });
    return names;
  }

  /** An evaluation whose scoring program wrote a page about it. */
  record Details(EvaluationId evaluation, TaskId task) {}

  Map<SubmissionId, List<Details>> details(Collection<SubmissionId> submissions) {
    var details = new HashMap<SubmissionId, List<Details>>();
    jdbc.sql(
            """
            select e.submission_id, e.id, e.task_id
              from evaluation e
             where e.submission_id = any(:ids) and e.is_current and e.state = 'scored'
               and exists (select 1 from attempt a
                            where a.evaluation_id = e.id and a.state = 'scored'
                              and a.detailed_results is not null)
             order by e.id""")
        .param("ids", JdbcSelections.ids(submissions))
        .query(
            row -> {
              details
                  .computeIfAbsent(
                      new SubmissionId(row.getLong("submission_id")), _ -> new ArrayList<>())
                  .add(
                      new Details(
                          new EvaluationId(row.getLong("id")), new TaskId(row.getLong("task_id"))));
            });
    return details;
  }
}
