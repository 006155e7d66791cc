package dev.assay.server.competitions.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import dev.assay.server.web.Tone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemarksTest {
  private static final DraftContent CONTENT =
      new DraftContent(
          DraftDocument.read(
              """
              {"title":"","contact_email":"x","image":"logo.png",
               "pages":[{"title":"A","file":"a.md"}],
               "tasks":[{"index":0,"name":"T","scoring_program":"tasks-0/scoring.zip"}],
               "phases":[{"name":"P","tasks":[0,9]}],
               "fact_sheet":{"size":{"key":"size"},"size.of":{"key":"size.of","type":"odd"}}}
              """),
          Map.of("a.md", ""),
          Map.of());

  private static Remarks remarks(Finding... findings) {
    return new Remarks(CONTENT, List.of(findings));
  }

  private static Finding at(String file, @Nullable String path) {
    var place = Place.in(file);
    return Finding.of(FindingCode.CMP_08, path == null ? place : place.withPath(path), "Wrong.");
  }

  @ParameterizedTest
  @CsvSource({
    "competition.yaml, contact_email, contact_email",
    "competition.yaml, phases[0].tasks[1], phases[0].tasks",
    "competition.yaml, tasks[0], tasks[0]",
    "competition.yaml, tasks[0].index, tasks[0]",
    "competition.yaml, leaderboards[0].columns[3].odd.thing, leaderboards[0].columns[3]",
    "competition.yaml, fact_sheet.size.of.type, fact_sheet[1].type",
    "competition.yaml, fact_sheet.size, fact_sheet[0]",
    "competition.yaml, assay.tasks.0.share_output, assay.tasks.0.share_output",
    "tasks-0/scoring.zip!metadata.yaml, , tasks[0].scoring_program",
    "tasks-0/scoring.zip, , tasks[0].scoring_program",
    "a.md, , pages[0].file"
  })
  void a_finding_stands_beside_the_field_it_is_about(String file, String path, String field) {
    assertThat(remarks(at(file, path)).of(field)).extracting(Remark::text).hasSize(1);
    assertThat(remarks(at(file, path)).elsewhere()).isEmpty();
  }

  @Test
  void what_is_about_nothing_in_particular_is_not_lost() {
    assertThat(remarks(at("draft", null), at("competition.yaml", "odd_key")).elsewhere())
        .hasSize(2);
    var besides = remarks(at("competition.yaml", "solutions[0].path"));
    assertThat(besides.besides(DraftSection.TASKS, Set.of("tasks[0]"))).hasSize(1);
    assertThat(besides.toDo(DraftSection.TASKS)).isEqualTo("1 to do");
  }

  @Test
  void what_is_empty_is_still_needed_and_what_is_filled_is_wrong() {
    assertThat(remarks(at("competition.yaml", "title")).of("title"))
        .extracting(Remark::tone)
        .containsExactly(Tone.WAITING);
    assertThat(remarks(at("a.md", null)).of("pages[0].file"))
        .extracting(Remark::text)
        .containsExactly("Still needed.");
    assertThat(remarks(at("competition.yaml", "contact_email")).of("contact_email"))
        .extracting(Remark::tone, Remark::text)
        .containsExactly(tuple(Tone.BAD, "Wrong."));
  }
}
