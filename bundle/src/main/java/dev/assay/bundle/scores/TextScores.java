package dev.assay.bundle.scores;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.yaml.YamlDocument;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code scores.txt}: a YAML mapping, so that {@code yes} is 1 and {@code 12:30} is 750, as
 * ever.
 */
final class TextScores {
  private TextScores() {}

  static Optional<Map<String, WrittenScore>> parse(String file, byte[] bytes, Findings findings) {
    YamlDocument document = YamlReader.read(file, bytes);
    if (!document.isReadable()) {
      for (Finding finding : document.findings()) {
        findings.add(
            Finding.of(FindingCode.RUN_02, finding.place(), finding.message())
                .fix("Write one 'key: value' in each line."));
      }
      return Optional.empty();
    }
    findings.addAll(document.findings());
    if (!(document.root().orElse(null) instanceof YamlNode.Mapping mapping)) {
      Place place = document.root().map(node -> document.at(node.mark())).orElse(Place.in(file));
      findings.add(
          Finding.of(FindingCode.RUN_03, place, "It holds no 'key: value' lines.")
              .fix("Write one 'key: value' in each line, with a blank after the colon."));
      return Optional.empty();
    }
    Map<String, WrittenScore> scores = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().raw();
      String shown =
          entry.value() instanceof YamlNode.Scalar scalar ? scalar.raw() : entry.value().kind();
      Place place = document.at(entry.value().mark()).withPath(key);
      scores.put(key, new WrittenScore(place, shown, value(entry.value())));
    }
    return Optional.of(scores);
  }

  private static ScoreValue value(YamlNode node) {
    return switch (node) {
      case YamlNode.Bool bool -> ScoreValue.of(bool.value());
      case YamlNode.Int number -> ScoreValue.of(new BigDecimal(number.value()));
      case YamlNode.Real real ->
          real.value() == null
              ? new ScoreValue.Unusable("it is not finite")
              : ScoreValue.of(real.value());
      case YamlNode.Text text -> ScoreValue.of(text.raw());
      case YamlNode other -> new ScoreValue.Unusable("it is " + other.kind());
    };
  }
}
