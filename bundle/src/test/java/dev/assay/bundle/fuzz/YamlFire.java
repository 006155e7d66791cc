package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingJson;
import dev.assay.bundle.FindingText;
import dev.assay.bundle.yaml.YamlDocument;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlReader;
import dev.assay.bundle.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** YAML is read or refused with a place, and any text survives being written. */
final class YamlFire implements FuzzTarget.Fire {

  @Override
  public void at(byte[] input, Path folder) {
    YamlDocument document = YamlReader.read("competition.yaml", input);
    assertThat(document.root().isEmpty() || document.isReadable()).isTrue();
    assertReportable(document.findings());
    assertSurvives(new String(input, StandardCharsets.UTF_8));
  }

  /** Findings can be shown to people, and survive the way to programs. */
  static void assertReportable(List<Finding> findings) {
    assertThat(FindingText.render(findings)).isNotNull();
    assertThat(FindingJson.read(FindingJson.write(findings)).size()).isEqualTo(findings.size());
  }

  private static void assertSurvives(String text) {
    String written = YamlWriter.write(List.of(), Map.of(text, List.of(text)));
    YamlDocument document = YamlReader.read("written.yaml", written);
    assertThat(document.isReadable()).as("%s: %s", written, document.findings()).isTrue();
    var entry = ((YamlNode.Mapping) document.root().orElseThrow()).entries().getFirst();
    assertThat(entry.key().raw()).isEqualTo(text);
    assertThat(((YamlNode.Sequence) entry.value()).texts()).contains(List.of(text));
  }

  @Override
  public Stream<byte[]> seeds() throws IOException {
    return Stream.concat(
            Seeds.definitions(),
            Seeds.words("dev.assay.bundle.yaml.YamlReaderTest").map(word -> "x: " + word))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
