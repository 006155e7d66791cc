package dev.assay.cli.demo;

import dev.assay.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the demo has done on a data folder, so that running it again goes on instead of starting
 * over. Written after each step.
 */
final class DemoState {
  private final Path file;
  private final Map<String, Long> numbers = new TreeMap<>();

  private DemoState(Path file) {
    this.file = file;
  }

  static DemoState in(Path dataFolder) {
    var state = new DemoState(dataFolder.resolve("demo.json"));
    if (Files.exists(state.file)) {
      try {
        Json.MAPPER
            .readTree(Files.readString(state.file))
            .properties()
            .forEach(entry -> state.numbers.put(entry.getKey(), entry.getValue().asLong()));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + state.file, e);
      }
    }
    return state;
  }

  boolean has(String what) {
    return numbers.containsKey(what);
  }

  long get(String what) {
    return Objects.requireNonNull(numbers.get(what), what);
  }

  void put(String what, long number) {
    numbers.put(what, number);
    try {
      var fresh =
          Files.writeString(
              file.resolveSibling("demo.json.new"), Json.MAPPER.writeValueAsString(numbers));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
