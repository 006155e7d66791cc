package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.server.kernel.CompetitionId;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What stands in the database of a competition, and what should stand there, in comparable rows.
 */
record WrittenCompetition(JdbcClient jdbc, CompetitionId id) {

  List<String> overview() {
    return rows(
        """
        select title, description, docker_image, competition_type, reward, contact_email, terms,
               registration_auto_approve, enable_detailed_results,
               show_detailed_results_in_submission_panel, show_detailed_results_in_leaderboard,
               auto_run_submissions, can_participants_make_submissions_public,
               make_programs_available, make_input_data_available, forum_enabled,
               network, writable_root, image_user
        from competition where id = :id
        """);
  }

  static List<String> overview(CompetitionDefinition definition) {
    var overview = definition.overview();
    var settings = definition.settings();
    var sandbox = definition.execution().sandbox();
    return List.of(
        row(
            overview.title(),
            overview.description(),
            definition.execution().dockerImage(),
            settings.type().text(),
            overview.reward(),
            overview.contactEmail(),
            overview.terms().content(),
            settings.registrationAutoApprove(),
            settings.detailedResults().enabled(),
            settings.detailedResults().inSubmissionPanel(),
            settings.detailedResults().inLeaderboard(),
            settings.autoRunSubmissions(),
            settings.canParticipantsMakeSubmissionsPublic(),
            settings.makeProgramsAvailable(),
            settings.makeInputDataAvailable(),
            settings.forumEnabled(),
            sandbox.network() == Network.DEFAULT,
            sandbox.writableRoot(),
            sandbox.user() != null));
  }

  List<String> pages() {
    return rows(
        "select title, content from competition_page where competition_id = :id order by position");
  }

  static List<String> pages(CompetitionDefinition definition) {
    return definition.overview().pages().stream()
        .map(page -> row(page.title(), page.content()))
        .toList();
  }

  List<String> phases() {
    return rows(
        """
        select p.position, p.name, p.description,
               extract(epoch from p.starts_at)::bigint, extract(epoch from p.ends_at)::bigint,
               coalesce(p.max_submissions_per_day, 0), coalesce(p.max_submissions, 0),
               p.execution_time_limit, p.hide_output, p.accepts_only_results,
               p.public_data is not null, p.starting_kit is not null,
               (select string_agg(t.name, ',' order by pt.position)
                from phase_task pt join task t on t.id = pt.task_id where pt.phase_id = p.id)
        from phase p where p.competition_id = :id order by p.position
        """);
  }

  static List<String> phases(CompetitionDefinition definition) {
    var rows = new ArrayList<String>();
    for (var phase : definition.phases()) {
      var end = phase.period().end();
      rows.add(
          row(
              phase.index(),
              phase.name(),
              phase.description(),
              phase.period().start().getEpochSecond(),
              end == null ? null : end.getEpochSecond(),
              phase.limits().perDay(),
              phase.limits().total(),
              phase.limits().executionTime().toSeconds(),
              phase.options().hideOutput(),
              phase.options().acceptsOnlyResultSubmissions(),
              phase.files().publicData() != null,
              phase.files().startingKit() != null,
              String.join(
                  ",",
                  phase.tasks().stream()
                      .map(index -> name(definition.task(index).orElseThrow()))
                      .toList())));
    }
    return rows;
  }

  private static String name(TaskDefinition task) {
    return ((NewTask) task).name();
  }

  List<String> columns() {
    return rows(
        """
        select l.title, l.key, l.submission_rule, l.primary_index, c.index, c.key, c.title, c.sorting,
               c.precision, c.hidden, c.computation
        from leaderboard l join leaderboard_column c on c.leaderboard_id = l.id
        where l.competition_id = :id order by l.position, c.index
        """);
  }

  static List<String> columns(CompetitionDefinition definition) {
    var rows = new ArrayList<String>();
    for (var board : definition.leaderboards()) {
      for (var column : board.columns()) {
        rows.add(
            row(
                board.title(),
                board.key(),
                board.submissionRule().text(),
                board.primaryIndex(),
                column.index(),
                column.key(),
                column.title(),
                column.sorting().text(),
                column.precision(),
                column.hidden(),
                column.computation() == null ? null : column.computation().operation().text()));
      }
    }
    return rows;
  }

  List<String> tasks() {
    return rows(
        """
        select distinct t.id, t.name, t.description, v.number, v.ingestion_only_during_scoring,
               v.share_output, v.show_reference_data, s.file_name, i.file_name, d.file_name, r.file_name
        from phase p
        join phase_task pt on pt.phase_id = p.id
        join task t on t.id = pt.task_id
        join task_version v on v.task_id = t.id
        left join (select d.id, b.file_name from dataset d join blob b on b.id = d.blob_id) s
          on s.id = v.scoring_program
        left join (select d.id, b.file_name from dataset d join blob b on b.id = d.blob_id) i
          on i.id = v.ingestion_program
        left join (select d.id, b.file_name from dataset d join blob b on b.id = d.blob_id) d
          on d.id = v.input_data
        left join (select d.id, b.file_name from dataset d join blob b on b.id = d.blob_id) r
          on r.id = v.reference_data
        where p.competition_id = :id order by t.id
        """,
        1);
  }

  static List<String> tasks(CompetitionDefinition definition) {
    return definition.tasks().stream()
        .map(NewTask.class::cast)
        .map(
            task ->
                row(
                    task.name(),
                    task.description(),
                    1,
                    task.ingestionOnlyDuringScoring(),
                    task.opening().shareOutput(),
                    task.opening().showReferenceData(),
                    fileName(task.files().scoringProgram()),
                    fileName(task.files().ingestionProgram()),
                    fileName(task.files().inputData()),
                    fileName(task.files().referenceData())))
        .toList();
  }

  List<String> solutions() {
    return rows(
        """
        select s.name, t.name
        from solution s join task t on t.id = s.task_id
        where s.task_id in (select pt.task_id from phase_task pt join phase p on p.id = pt.phase_id
                            where p.competition_id = :id)
        order by s.id
        """);
  }

  static List<String> solutions(CompetitionDefinition definition) {
    var rows = new ArrayList<String>();
    for (var solution : definition.solutions()) {
      for (var index : solution.tasks()) {
        rows.add(row(solution.name(), name(definition.task(index).orElseThrow())));
      }
    }
    return rows;
  }

  private static @Nullable String fileName(@Nullable BundleReference reference) {
    return switch (reference) {
      case null -> null;
      case BundleReference.BundleFile(var path) -> path.replaceFirst(".*/", "");
      case BundleReference.BundleFolder(var path) -> path.replaceFirst(".*/", "") + ".zip";
      case BundleReference.DatasetKey(var key) -> key.toString();
    };
  }

  private List<String> rows(String sql) {
    return rows(sql, 0);
  }

  private List<String> rows(String sql, int leaveOut) {
    return jdbc.sql(sql)
        .param("id", id.value())
        .query(
            (row, _) -> {
              ResultSetMetaData columns = row.getMetaData();
              var values = new ArrayList<@Nullable Object>();
              for (var column = 1 + leaveOut; column <= columns.getColumnCount(); column++) {
                values.add(row.getObject(column));
              }
              return row(values.toArray());
            })
        .list();
  }

  private static String row(@Nullable Object... values) {
    var texts = new ArrayList<String>();
    for (var value : values) {
      texts.add(Objects.toString(value, "-"));
    }
    return String.join(" | ", texts);
  }
}
