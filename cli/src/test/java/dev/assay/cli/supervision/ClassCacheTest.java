package dev.assay.cli.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {
  private static final Instant BUILT = Instant.parse("2026-03-14T12:00:00Z");

  @TempDir Path target;
  private ClassCache cache;

  @BeforeEach
  void aBuild() throws IOException {
    Path jars = Files.createDirectory(target.resolve("app"));
    at(BUILT, Files.writeString(jars.resolve("assay.jar"), "classes"));
    cache = new ClassCache(jars);
    noteFor(jars);
  }

  private void noteFor(Path jars) throws IOException {
    var java = Files.readString(Path.of(System.getProperty("java.home"), "release"));
    Files.writeString(cache.note(), java + jars + "\n");
  }

  private static void at(Instant time, Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  @Test
  void one_that_was_made_after_the_jars_is_used() throws IOException {
    at(BUILT.plusSeconds(5), Files.writeString(cache.file(), "cache"));
    assertThat(cache.options()).containsExactly("-XX:AOTCache=" + target.resolve("app.aot"));
  }

  @Test
  void one_of_an_older_build_is_passed_by() throws IOException {
    at(BUILT.minusSeconds(5), Files.writeString(cache.file(), "cache"));
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void one_whose_jars_were_moved_with_it_is_passed_by() throws IOException {
    at(BUILT.plusSeconds(5), Files.writeString(cache.file(), "cache"));
    noteFor(Path.of("/elsewhere/cli/target/app"));
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void one_of_another_java_is_passed_by() throws IOException {
    at(BUILT.plusSeconds(5), Files.writeString(cache.file(), "cache"));
    Files.writeString(cache.note(), "JAVA_VERSION=\"24\"\n" + target.resolve("app") + "\n");
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void where_there_is_none_or_none_could_be_made_programs_start_without() throws IOException {
    assertThat(cache.options()).isEmpty();
    at(BUILT.plusSeconds(5), Files.writeString(cache.file(), ""));
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void java_starts_all_the_same_from_one_that_is_broken() throws Exception {
    at(BUILT.plusSeconds(5), Files.writeString(cache.file(), "no cache at all"));
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            cache.options().getFirst(),
            "-version");
    Process java =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(java.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(java.exitValue()).isZero();
  }
}
