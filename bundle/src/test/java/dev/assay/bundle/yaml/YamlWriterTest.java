package dev.assay.bundle.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlWriterTest {

  @Test
  void a_key_that_is_too_long_to_look_for_its_colon_is_marked_as_one() {
    String key = "What did you do, and why? ".repeat(100);
    Map<String, Object> inner = Map.of(key, Map.of("type", "text"));
    String yaml = YamlWriter.write(List.of(), Map.of("sheet", inner, key, List.of(inner)));
    YamlDocument read = YamlReader.read("written.yaml", yaml);
    assertThat(read.findings()).isEmpty();
    var top = (YamlNode.Mapping) read.root().orElseThrow();
    var sheet = (YamlNode.Mapping) top.value("sheet").orElseThrow();
    assertThat(sheet.value(key)).containsInstanceOf(YamlNode.Mapping.class);
    var items = (YamlNode.Sequence) top.value(key).orElseThrow();
    assertThat(((YamlNode.Mapping) items.items().getFirst()).has(key)).isTrue();
  }
}
