package dev.assay.server.competitions.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlReader;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DraftBundleTest {

  private static JsonNode reread(DraftDocument document) {
    var read = YamlReader.read("competition.yaml", DraftBundle.yaml(document));
    assertThat(read.findings()).isEmpty();
    return json(read.root().orElseThrow());
  }

  private static JsonNode json(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        var json = DraftDocument.mapping();
        mapping.entries().forEach(entry -> json.set(entry.key().raw(), json(entry.value())));
        yield json;
      }
      case YamlNode.Sequence list -> {
        var json = DraftDocument.list();
        list.items().forEach(item -> json.add(json(item)));
        yield json;
      }
      case YamlNode.Text text -> DraftDocument.list().add(text.raw()).get(0);
      case YamlNode.Bool bool -> DraftDocument.list().add(bool.value()).get(0);
      case YamlNode.Int number -> DraftDocument.list().add(number.value().intValueExact()).get(0);
      case YamlNode.Null _ -> DraftDocument.list().addNull().get(0);
      case YamlNode.Scalar other -> throw new AssertionError("Not written as text: " + other);
    };
  }

  @Test
  void a_document_is_written_as_people_write_it() {
    var document =
        DraftDocument.read(
            """
            {"version":2,"title":"Flowers: by leaf","pages":[{"title":"Overview","file":"a.md"}],
             "phases":[{"start":"2026-01-01 00:00:00","tasks":[0,1],"none":[]}],"assay":{}}
            """);
    assertThat(DraftBundle.yaml(document))
        .isEqualTo(
            """
            version: 2
            title: "Flowers: by leaf"
            pages:
              - title: Overview
                file: a.md
            phases:
              - start: "2026-01-01 00:00:00"
                tasks: [0, 1]
                none: []
            assay: {}
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no",
        "Yes",
        "null",
        "~",
        "2026-01-01",
        "12:30:00",
        "1e3",
        "0x10",
        "- a",
        "# b",
        "a: b",
        "a #b",
        "\"",
        "\\",
        "'",
        "line\nline\n",
        "\ttab",
        "x\u0085y",
        "\uFEFFbom",
        "ümläut",
        "😀",
        "%",
        "@a",
        "`",
        "{a}",
        "[b]",
        "&c",
        "*d",
        "!e",
        "|",
        ">",
        "=",
        "<<",
        "a\r\nb",
        "\u007f"
      })
  void every_text_comes_back_as_it_was(String text) {
    var document = new DraftDocument(DraftDocument.mapping().put("text", text).put(text + "k", 1));
    assertThat(reread(document)).isEqualTo(document.root());
  }

  @Test
  void whatever_is_nested_comes_back_as_it_was() {
    var random = new Random(7);
    for (var round = 0; round < 500; round++) {
      var document = new DraftDocument((ObjectNode) mapping(random, 3));
      document.root().put("last", true);
      assertThat(reread(document)).isEqualTo(document.root());
    }
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth <= 0 ? 4 : 6)) {
      case 0 -> DraftDocument.list().add(random.nextInt()).get(0);
      case 1 -> DraftDocument.list().add(random.nextBoolean()).get(0);
      case 2 -> DraftDocument.list().addNull().get(0);
      case 3 -> DraftDocument.list().add(text(random)).get(0);
      case 4 -> list(random, depth - 1);
      default -> mapping(random, depth - 1);
    };
  }

  private static ArrayNode list(Random random, int depth) {
    var list = DraftDocument.list();
    for (var i = random.nextInt(4); i > 0; i--) {
      // Lists of lists do not occur in a competition.
      list.add(random.nextBoolean() ? mapping(random, depth) : value(random, 0));
    }
    return list;
  }

  private static JsonNode mapping(Random random, int depth) {
    var mapping = DraftDocument.mapping();
    for (var i = depth < 0 ? 0 : random.nextInt(4); i > 0; i--) {
      mapping.set("k" + i, value(random, depth));
    }
    return mapping;
  }

  private static String text(Random random) {
    var letters = "ab :#-\"'\n\\0é";
    var text = new StringBuilder();
    for (var i = random.nextInt(6); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
