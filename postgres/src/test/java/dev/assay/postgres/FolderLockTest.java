package dev.assay.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void a_folder_has_one_holder_at_a_time() {
    try (var _ = FolderLock.acquire(folder)) {
      assertThatThrownBy(() -> FolderLock.acquire(folder))
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }
    FolderLock.acquire(folder).close();
    assertThat(folder.resolve("lock")).exists();
  }
}
