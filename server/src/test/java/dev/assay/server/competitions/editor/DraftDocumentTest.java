package dev.assay.server.competitions.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class DraftDocumentTest {
  private final DraftDocument document =
      DraftDocument.read(
          """
          {"title":"T","x_unknown":{"b":1,"a":[1.50,null]},
           "phases":[{"name":"one","odd":true},{"name":"two"},{"name":"three"}],
           "fact_sheet":{"method":{"key":"method"},"size":{"key":"size"}}}
          """);

  private static FieldPath at(String path) {
    return FieldPath.of(path);
  }

  @Test
  void a_path_reads_as_it_was_written() {
    assertThat(at("assay.tasks.0.share_output")).hasToString("assay.tasks.0.share_output");
    assertThat(at("leaderboards[0].columns[12].key"))
        .hasToString("leaderboards[0].columns[12].key");
    assertThat(FieldPath.read("phases[-1].name")).isEmpty();
    assertThat(FieldPath.read("a..b")).isEmpty();
    assertThat(FieldPath.read("")).isEmpty();
    assertThat(FieldPath.read("phases[99999999999]")).isEmpty();
  }

  @Test
  void a_changed_value_leaves_everything_else_as_it_is() {
    document.set(at("phases[1].name"), StringNode.valueOf("zwei"));
    assertThat(document.json())
        .isEqualTo(
            """
            {"title":"T","x_unknown":{"b":1,"a":[1.50,null]},\
            "phases":[{"name":"one","odd":true},{"name":"zwei"},{"name":"three"}],\
            "fact_sheet":{"method":{"key":"method"},"size":{"key":"size"}}}""");
  }

  @Test
  void items_move_with_all_they_have() {
    document.move(at("phases[0]"), 1);
    assertThat(document.text(at("phases[0].name"))).contains("two");
    assertThat(document.text(at("phases[1].odd"))).contains("true");
    document.move(at("phases[2]"), 1);
    document.move(at("phases[0]"), -1);
    assertThat(document.text(at("phases[0].name"))).contains("two");
    assertThat(document.size(at("phases"))).isEqualTo(3);
  }

  @Test
  void entries_of_a_mapping_move_and_take_other_names_in_their_place() {
    document.rename(at("fact_sheet[0]"), "approach");
    assertThat(document.root().get("fact_sheet").propertyNames())
        .containsExactly("approach", "size");
    document.rename(at("fact_sheet[0]"), "size");
    assertThat(document.root().get("fact_sheet").propertyNames())
        .containsExactly("approach", "size");
    document.move(at("fact_sheet[1]"), -1);
    assertThat(document.root().get("fact_sheet").propertyNames())
        .containsExactly("size", "approach");
    assertThat(document.text(at("fact_sheet[1].key"))).contains("method");
  }

  @Test
  void mappings_are_made_on_the_way_and_items_of_lists_are_not() {
    document.set(at("assay.network"), StringNode.valueOf("default"));
    assertThat(document.text(at("assay.network"))).contains("default");
    document.set(at("phases[7].name"), StringNode.valueOf("eight"));
    assertThat(document.size(at("phases"))).isEqualTo(3);
    document.remove(at("phases[7]"));
    document.remove(at("nothing.there"));
    assertThat(document.size(at("phases"))).isEqualTo(3);
  }

  @Test
  void a_copy_goes_its_own_way() {
    var copy = document.copy();
    copy.remove(at("phases[0]"));
    assertThat(document.size(at("phases"))).isEqualTo(3);
    assertThat(copy).isNotEqualTo(document);
  }
}
