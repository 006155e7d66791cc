package dev.assay.server.competitions.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DraftEditTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T12:34:56Z"), ZoneOffset.UTC);

  private static DraftContent content(String json) {
    return new DraftContent(DraftDocument.read(json), Map.of("a.md", "Text"), Map.of());
  }

  private static String saved(DraftContent content, String section, String... fields) {
    var values = new LinkedHashMap<String, List<String>>();
    for (var field : fields) {
      var pair = field.split("=", 2);
      values.merge(
          pair[0], List.of(pair[1]), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }
    return DraftEdit.apply(content, DraftSection.named(section).orElseThrow(), values)
        .document()
        .json();
  }

  private static String done(DraftContent content, String act) {
    return DraftActs.perform(act, content, CLOCK).content().document().json();
  }

  @Test
  void a_form_sent_back_as_it_was_shown_changes_nothing() {
    var written =
        """
        {"registration_auto_approve":"yes","phases":[{"start":"2026-01-01","end":"never",\
        "max_submissions":null,"execution_time_limit":"60","tasks":["a",1]}]}""";
    var content = content(written);
    assertThat(
            saved(
                content,
                "phases",
                "phases[0].start=2026-01-01T00:00",
                "phases[0].end=never",
                "phases[0].max_submissions_per_day=5",
                "phases[0].max_submissions=100",
                "phases[0].execution_time_limit=60",
                "phases[0].hide_output=false",
                "phases[0].tasks=",
                "phases[0].tasks=\"a\"",
                "phases[0].tasks=1"))
        .isEqualTo(written);
    assertThat(
            saved(content, "participation", "registration_auto_approve=true", "forum_enabled=true"))
        .isEqualTo(written);
  }

  @Test
  void switches_numbers_times_and_choices_become_values_of_their_kind() {
    assertThat(
            saved(
                content("{\"phases\":[{}]}"),
                "phases",
                "phases[0].start=2026-02-03T04:05",
                "phases[0].max_submissions=7",
                "phases[0].max_submissions_per_day=",
                "phases[0].hide_output=false",
                "phases[0].hide_output=true",
                "phases[0].tasks=",
                "phases[0].tasks=0",
                "phases[0].tasks=\"b\""))
        .isEqualTo(
            """
            {"phases":[{"start":"2026-02-03 04:05:00","max_submissions":7,\
            "max_submissions_per_day":0,"hide_output":true,"tasks":[0,"b"]}]}""");
  }

  @Test
  void an_emptied_text_that_may_be_left_out_is_left_out() {
    assertThat(
            saved(content("{\"title\":\"T\",\"reward\":\"Fame\"}"), "about", "reward= ", "title="))
        .isEqualTo("{\"title\":\"\"}");
  }

  @Test
  void unknown_keys_and_fields_of_other_sections_are_not_touched() {
    var written = "{\"title\":\"T\",\"mine\":{\"x\":[1]},\"version\":2}";
    assertThat(
            saved(
                content(written),
                "about",
                "title=U",
                "mine.x=2",
                "version=3",
                "docker_image=x",
                "act=remove pages[0]"))
        .isEqualTo(written.replace("\"T\"", "\"U\""));
  }

  @Test
  void a_text_is_kept_under_the_name_that_the_document_has_for_it() {
    var content = content("{\"pages\":[{\"title\":\"A\",\"file\":\"a.md\"}]}");
    var edited =
        DraftEdit.apply(
            content, DraftSection.PAGES, Map.of("pages[0].file", List.of("One\r\nTwo")));
    assertThat(edited.texts()).containsEntry("a.md", "One\nTwo");
    assertThat(edited.document()).isEqualTo(content.document());
  }

  @Test
  void a_renamed_question_keeps_its_place_and_its_name_twice() {
    assertThat(
            saved(
                content("{\"fact_sheet\":{\"q\":{\"key\":\"q\",\"z\":1},\"r\":{\"key\":\"r\"}}}"),
                "fact-sheet",
                "fact_sheet[0].key=method"))
        .isEqualTo(
            "{\"fact_sheet\":{\"method\":{\"key\":\"method\",\"z\":1},\"r\":{\"key\":\"r\"}}}");
  }

  @Test
  void a_removed_task_leaves_the_phases_and_openings_that_named_it() {
    assertThat(
            done(
                content(
                    """
                    {"tasks":[{"index":0},{"index":5}],"phases":[{"tasks":[0,5]},{"tasks":[5]}],
                     "solutions":[{"tasks":[5]}],"assay":{"tasks":{"5":{"share_output":true},"0":{}}}}
                    """),
                "remove tasks[1]"))
        .isEqualTo(
            """
            {"tasks":[{"index":0}],"phases":[{"tasks":[0]},{"tasks":[]}],\
            "solutions":[{"tasks":[]}],"assay":{"tasks":{"0":{}}}}""");
  }

  @Test
  void what_is_computed_from_a_column_follows_it_when_it_moves() {
    var board =
        content(
            """
            {"leaderboards":[{"primary_index":2,"columns":[{"key":"a","index":2},
             {"key":"b","index":7},{"key":"m","index":9,"computation_indexes":[2,7]}]}]}
            """);
    assertThat(done(board, "down leaderboards[0].columns[0]"))
        .isEqualTo(
            """
            {"leaderboards":[{"primary_index":1,"columns":[{"key":"b","index":0},\
            {"key":"a","index":1},{"key":"m","index":2,"computation_indexes":[1,0]}]}]}""");
    assertThat(done(board, "remove leaderboards[0].columns[1]"))
        .isEqualTo(
            """
            {"leaderboards":[{"primary_index":0,"columns":[{"key":"a","index":0},\
            {"key":"m","index":1,"computation_indexes":[0]}]}]}""");
  }

  @Test
  void phases_keep_their_leaderboards_when_boards_come_and_go() {
    var two =
        content(
            """
            {"phases":[{"name":"A"},{"name":"B","assay":{"leaderboard":1}}],
             "leaderboards":[{"key":"one","columns":[]},{"key":"two","columns":[]}]}
            """);
    assertThat(done(two, "remove leaderboards[0]"))
        .isEqualTo(
            """
            {"phases":[{"name":"A","assay":{}},{"name":"B","assay":{"leaderboard":1}}],\
            "leaderboards":[{"key":"two","columns":[],"index":1}]}""");
    assertThat(done(two, "remove leaderboards[1]"))
        .contains("{\"name\":\"A\",\"assay\":{\"leaderboard\":0}},{\"name\":\"B\",\"assay\":{}}");
    assertThat(done(two, "add leaderboards"))
        .contains("\"index\":2,\"title\":\"Leaderboard 3\",\"key\":\"board_2\"");
    assertThat(done(two, "add leaderboards[1].columns"))
        .contains("{\"key\":\"one\",\"columns\":[]},{\"key\":\"two\",\"columns\":[{\"title\":\"\"");
    var one = content("{\"leaderboards\":[{\"key\":\"one\",\"columns\":[]}]}");
    assertThat(done(one, "remove leaderboards[0]")).contains("\"key\":\"one\"");
  }

  @Test
  void a_new_solution_solves_the_first_task_and_goes_with_its_tasks() {
    var draft = content("{\"tasks\":[{\"index\":7}]}");
    assertThat(done(draft, "add solutions"))
        .contains("\"solutions\":[{\"index\":0,\"name\":\"Baseline\",\"tasks\":[7]}]");
  }

  @Test
  void a_new_phase_begins_where_the_last_one_ends() {
    assertThat(
            done(
                content("{\"phases\":[{\"name\":\"A\",\"end\":\"8-7-2026\",\"tasks\":[0]}]}"),
                "add phases"))
        .isEqualTo(
            """
            {"phases":[{"name":"A","end":"8-7-2026","tasks":[0],"index":0},\
            {"index":1,"name":"Phase 2","start":"8-7-2026","tasks":[0]}]}""");
  }

  @Test
  void an_act_that_nobody_offers_changes_nothing() {
    var written = "{\"title\":\"T\",\"phases\":[{\"name\":\"A\"}]}";
    for (var act :
        new String[] {
          "remove title",
          "remove phases",
          "up phases[0]",
          "down phases[9]",
          "add title",
          "x",
          "",
          "remove phases[0].name",
          "add phases[0]",
          "remove version"
        }) {
      assertThat(DraftActs.perform(act, content(written), CLOCK).content().document().json())
          .as(act)
          .isIn(written, written.replace("\"A\"", "\"A\",\"index\":0"));
    }
  }
}
