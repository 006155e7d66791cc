package dev.assay.bundle.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramMetadataTest {
  @TempDir Path folder;

  @Test
  void without_a_file_there_is_no_metadata() throws IOException {
    assertThat(ProgramMetadata.read(folder)).isEqualTo(new ProgramMetadata.Absent());
  }

  @Test
  void the_newer_name_counts_when_both_are_there() throws IOException {
    write("metadata", "command: old");
    write("metadata.yaml", "description: x\ncommand: python3 $program/score.py $input $output\n");
    var command = (ProgramMetadata.Command) ProgramMetadata.read(folder);
    assertThat(command.place().toString()).contains("metadata.yaml", "command");
    assertThat(command.place().line()).isEqualTo(2);
    assertThat(command.arguments(ContainerRole.SCORING))
        .containsExactly("python3", "/app/program/score.py", "/app/input", "/app/output");
  }

  @Test
  void the_older_name_is_found_too() throws IOException {
    write("metadata", "command: run");
    assertThat(ProgramMetadata.read(folder)).isInstanceOf(ProgramMetadata.Command.class);
  }

  @Test
  void a_link_is_not_followed() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("x"), "command: run");
    Files.createSymbolicLink(folder.resolve("metadata"), elsewhere);
    assertThat(ProgramMetadata.read(folder)).isEqualTo(new ProgramMetadata.Absent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a",
        "description: x",
        "command:",
        "command: ''",
        "command: '  '",
        "a: [",
        "text"
      })
  void metadata_without_a_command_has_nothing_to_run(String text) throws IOException {
    write("metadata", text);
    assertThat(ProgramMetadata.read(folder)).isInstanceOf(ProgramMetadata.WithoutCommand.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "command: 5",
        "command: {a: b}",
        "command: []",
        "command: [[a]]",
        "command: python 'x",
        "command: x\\"
      })
  void a_command_that_cannot_be_run_is_told_apart(String text) throws IOException {
    write("metadata", text);
    assertThat(ProgramMetadata.read(folder)).isInstanceOf(ProgramMetadata.Unusable.class);
  }

  @Test
  void a_list_is_taken_word_by_word() throws IOException {
    write("metadata", "command: [python3, 'a b', 3]");
    var command = (ProgramMetadata.Command) ProgramMetadata.read(folder);
    assertThat(command.isList()).isTrue();
    assertThat(command.words()).containsExactly("python3", "a b", "3");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "a  b\tc|a;b;c", "'a b' c|a b;c", "\"a b\"c|a bc", "a\\ b|a b", "\"a\\\"b\"|a\"b",
            "\"a\\nb\"|a\\nb",
        "'a\\'|a\\", "''|``", "a''b|ab", "a#b # c|a#b;#;c", "a && b > c|a;&&;b;>;c", "$x *|$x;*"
      })
  void commands_are_split_like_a_shell_does_and_no_more(String text, String words) {
    assertThat(CommandLine.split(text)).isEqualTo(List.of(words.split(";")));
  }

  @Test
  void an_open_quote_is_refused() {
    assertThatThrownBy(() -> CommandLine.split("a \"b")).hasMessageContaining("double quote");
  }

  @ParameterizedTest
  @CsvSource({
    "$input, /app/input_data, /app/input_data, /app/input, /app/input_data",
    "$input_data, /app/input_data, /app/input_data, /app/input_data, /app/input_data",
    "$output, /app/output, /app/output, /app/output, /app/output",
    "$program, /app/program, /app/program, /app/program, /app/program",
    "$ingestion_program, /app/program, /app/program, /app/program, /app/program",
    "$hidden, /app/input/ref, /app/input/ref, /app/input/ref, /app/input/ref",
    "$shared, /app/shared, /app/shared, /app/shared, /app/shared",
    "$submission_program, /app/ingested_program, /app/ingested_program, /app/ingested_program, /app/ingested_program",
    "$tmp, /app/output, /app/output, /app/output, /app/output",
    "$predictions, /app/output, /app/output, /app/input/res, /app/input/res",
    "--x=$output/y, --x=/app/output/y, --x=/app/output/y, --x=/app/output/y, --x=/app/output/y",
    "${input}, ${input}, ${input}, ${input}, ${input}",
    "$inputs, $inputs, $inputs, $inputs, $inputs",
    "$HOME, $HOME, $HOME, $HOME, $HOME"
  })
  void variables_stand_for_folders(
      String word, String submission, String ingestion, String scoring, String during) {
    assertThat(Variables.substitute(word, ContainerRole.SUBMISSION)).isEqualTo(submission);
    assertThat(Variables.substitute(word, ContainerRole.INGESTION)).isEqualTo(ingestion);
    assertThat(Variables.substitute(word, ContainerRole.SCORING)).isEqualTo(scoring);
    assertThat(Variables.substitute(word, ContainerRole.INGESTION_IN_SCORING)).isEqualTo(during);
  }

  @Test
  void unknown_variables_are_named() {
    assertThat(Variables.unknownIn("$input $in $input_data $HOME")).containsExactly("$in", "$HOME");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
