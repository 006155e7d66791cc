package dev.assay.server.competitions.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.lint.Lint;
import dev.assay.server.competitions.imports.BundleImport.State;
import dev.assay.server.testing.TestBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lint lets pass the site can store; what it cannot store lint has told before. */
class OddBundlesIT {
  private static final String EMOJI = "\uD83D\uDE00";

  private static ImportBed bed;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    bed = ImportBed.start();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  static Stream<Arguments> bundles() {
    return Stream.of(
        accepted("numbers of Python's", replacing("index: 0\n    name", "index: 0.0\n    name")),
        accepted("a first task called false", replacing("tasks: [0]", "tasks: [false]")),
        accepted("an end that is none", replacing("tasks: [0]", "tasks: [0]\n    end: no")),
        accepted("long text of emojis", replacing("title: Small", "title: " + EMOJI.repeat(256))),
        accepted("a name of emojis", replacing("name: Only", "name: " + EMOJI.repeat(256))),
        accepted("a key of emojis", replacing("key: score", "key: " + EMOJI.repeat(36))),
        accepted("an image nobody has", replacing("assay/python:3.11", "MyTeam/Tool:1")),
        accepted("a flag in capitals", question("title: T, selection: '', is_required: 'True'")),
        accepted("a title that is a list", question("title: [T], selection: '', is_required: ''")),
        accepted("a precision beyond sense", column("precision: 2147483647")),
        accepted("the last year", replacing("start: 2026-01-01", "start: 9999-12-31")),
        refused("half an emoji", replacing("title: Small", "title: \"\\ud83d\"")),
        refused("a zero in a title", question("title: \"T\\0\", selection: '', is_required: ''")),
        refused("a zero in a choice", question("title: T, selection: [\"\\0\"], is_required: ''")),
        refused("a page of UTF-16", TestBundle.small().with("overview.md", wide("# Hello"))),
        refused("terms with a zero", TestBundle.small().with("terms.md", "a\0b")),
        refused("an unknown key with a zero", replacing("title:", "\"a\\0\": [\ntitle:")),
        refused("the year 0", replacing("start: 2026-01-01", "start: 0000-01-01")));
  }

  private static Arguments accepted(String what, TestBundle bundle) {
    return Arguments.of(what, bundle, State.FINISHED);
  }

  private static Arguments refused(String what, TestBundle bundle) {
    return Arguments.of(what, bundle, State.REFUSED);
  }

  private static TestBundle replacing(String old, String replacement) {
    return TestBundle.small().replacing(old, replacement);
  }

  private static TestBundle question(String keys) {
    String question = "{key: a, type: text, " + keys + ", is_on_leaderboard: 'false'}";
    return replacing("title: Small", "title: Small\nfact_sheet: {a: " + question + "}");
  }

  private static TestBundle column(String line) {
    return replacing("key: score", "key: score\n        " + line);
  }

  private static byte[] wide(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bundles")
  void the_import_agrees_with_lint(String what, TestBundle bundle, State expected)
      throws Exception {
    var file = Files.write(folder.resolve("bundle.zip"), bundle.zip());
    var linted = new Lint(Clock.systemUTC()).check(file);
    var done = bed.carriedOut(bundle.stream());

    assertThat(done.state()).as(done.findings().toString()).isEqualTo(expected);
    assertThat(linted.isAccepted()).isEqualTo(expected == State.FINISHED);
    assertThat(done.findings())
        .extracting(Finding::code)
        .containsExactlyElementsOf(linted.findings().stream().map(Finding::code).toList());
  }

  @Test
  void a_title_of_emojis_is_kept_whole() throws Exception {
    String title = EMOJI.repeat(256);
    var done = bed.carriedOut(replacing("title: Small", "title: " + title).stream());

    assertThat(
            bed.jdbc()
                .sql("select title from competition where id = :id")
                .param("id", Objects.requireNonNull(done.competition()).value())
                .query(String.class)
                .single())
        .isEqualTo(title);
  }
}
