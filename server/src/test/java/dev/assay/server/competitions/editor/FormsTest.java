package dev.assay.server.competitions.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.editor.FieldView.Look;
import dev.assay.server.competitions.editor.FieldView.Option;
import dev.assay.server.competitions.editor.FieldView.Part;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T12:34:56Z"), ZoneOffset.UTC);

  private static final FormContext CONTEXT =
      new FormContext() {
        @Override
        public Part part(String name) {
          return new Part("", 0, "/part", "");
        }

        @Override
        public List<Option> queues() {
          return List.of(new Option("", "Default", ""));
        }
      };

  /** A draft with one of everything that can be added. */
  private static DraftContent rich() {
    var content = DraftTemplate.of("T", CLOCK.instant());
    for (var act :
        List.of(
            "add pages",
            "add tasks",
            "add phases",
            "add fact_sheet",
            "add leaderboards[0].columns")) {
      content = DraftActs.perform(act, content, CLOCK).content();
    }
    return content;
  }

  private static List<FieldView> fields(DraftSection section, DraftContent content) {
    return SectionForm.of(section)
        .blocks(new Fields(content, new Remarks(content, List.of())), CONTEXT)
        .stream()
        .flatMap(block -> block.fields().stream())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(DraftSection.class)
  void each_field_can_be_saved_where_it_is_shown(DraftSection section) {
    assertThat(fields(section, rich()))
        .isNotEmpty()
        .allSatisfy(
            field -> {
              assertThat(DraftSection.of(field.name())).as(field.name()).contains(section);
              assertThat(EditableFields.isPart(field.name()))
                  .as(field.name())
                  .isEqualTo(field.look() == Look.PART);
            });
  }

  @ParameterizedTest
  @EnumSource(DraftSection.class)
  void a_form_sent_back_untouched_changes_nothing(DraftSection section) {
    var content = rich();
    Map<String, List<String>> sent = new LinkedHashMap<>();
    fields(section, content).stream()
        .filter(field -> field.look() != Look.PART)
        .forEach(field -> sent.put(field.name(), field.values()));
    assertThat(DraftEdit.apply(content, section, sent)).isEqualTo(content);
  }

  @Test
  void no_two_fields_share_a_name_on_the_page() {
    var content = rich();
    for (var section : DraftSection.values()) {
      assertThat(fields(section, content)).extracting(FieldView::id).doesNotHaveDuplicates();
    }
  }
}
