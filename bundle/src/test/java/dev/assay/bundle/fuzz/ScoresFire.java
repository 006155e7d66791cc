package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.scores.ReadScores;
import dev.assay.bundle.scores.ScoreColumns;
import dev.assay.bundle.scores.ScoresFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Scores are read, all as numbers that a board can hold, or none of them with a reason. */
final class ScoresFire implements FuzzTarget.Fire {
  private static final ScoreColumns COLUMNS = new ScoreColumns(Set.of("a"), Set.of("mean"));
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(10);

  @Override
  public void at(byte[] input, Path folder) throws IOException {
    for (String name : ScoresFile.NAMES) {
      Path file = Files.write(folder.resolve(name), input);
      ReadScores read = ScoresFile.read(folder, COLUMNS);
      YamlFire.assertReportable(read.findings());
      read.scores().values().forEach(ScoresFire::assertFits);
      Files.delete(file);
    }
  }

  private static void assertFits(BigDecimal score) {
    assertThat(score.scale()).isBetween(0, 10);
    assertThat(score.abs()).isLessThan(LIMIT);
  }

  @Override
  public Stream<byte[]> seeds() {
    return Seeds.words("dev.assay.bundle.scores.ScoresFileTest")
        .flatMap(word -> Stream.of(word, "{\"a\": " + word + "}", "a: " + word + "\nmean: 1\n"))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
