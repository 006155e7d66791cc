package dev.assay.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir Path folder;

  @Test
  void a_secret_is_made_up_once_and_only_its_owner_can_read_it() throws IOException {
    var file = folder.resolve("password");

    var secret = SecretFile.readOrCreate(file);

    assertThat(secret).hasSize(32);
    assertThat(SecretFile.readOrCreate(file)).isEqualTo(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void an_empty_secret_is_refused() throws IOException {
    var file = Files.createFile(folder.resolve("password"));

    assertThatThrownBy(() -> SecretFile.read(file))
        .hasMessageContaining(file + " should hold a secret");
  }
}
