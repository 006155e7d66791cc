package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing begins with, and what it has found so far, without the fuzzer. */
class FuzzSeedsTest {
  private static final Path FOUND = Path.of("src", "test", "resources", "fuzz");

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource
  void each_target_stands_what_it_begins_with(FuzzTarget target) throws IOException {
    var arena = new Arena(temp);
    List<byte[]> seeds = target.fire().seeds().toList();
    assertThat(seeds).hasSizeGreaterThan(5);
    for (byte[] seed : seeds) {
      arena.run(target, seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_was_found_once_is_not_found_again(FuzzTarget target) throws IOException {
    Path folder = FOUND.resolve(target.word());
    if (!Files.isDirectory(folder)) {
      return;
    }
    var arena = new Arena(temp);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        arena.run(target, Files.readAllBytes(file));
      }
    }
  }
}
