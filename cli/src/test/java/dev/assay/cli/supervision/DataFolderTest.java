package dev.assay.cli.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void one_that_is_missing_is_made() {
    assertThat(DataFolder.at(folder.resolve("a/b")).folder()).isDirectory();
  }

  @Test
  void a_file_is_no_data_folder() throws IOException {
    var file = Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> DataFolder.at(file))
        .isInstanceOf(Stopped.class)
        .hasMessage("The data folder %s is a file. Name a folder with --data.", file);
    assertThat(file).hasContent("mine");
  }

  @Test
  void where_none_can_be_made_is_said_in_words() throws IOException {
    var file = Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> DataFolder.at(file.resolve("data")))
        .isInstanceOf(Stopped.class)
        .hasMessageContaining("cannot be made: ")
        .hasMessageContaining("Name another with --data.")
        .hasMessageNotContaining("Exception");
  }
}
