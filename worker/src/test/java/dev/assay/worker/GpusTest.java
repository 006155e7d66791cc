package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpusTest {
  @TempDir Path folder;

  private String tool(String script) throws IOException {
    var tool = folder.resolve("nvidia-smi");
    Files.writeString(tool, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    return tool.toString();
  }

  private Path driver(String... devices) throws IOException {
    var driver = Files.createDirectories(folder.resolve("gpus"));
    for (var device : devices) {
      Files.createDirectories(driver.resolve(device));
    }
    return driver;
  }

  @Test
  void they_have_the_names_that_the_tool_gives_them() throws IOException {
    var tool =
        tool("[ \"$*\" = '--query-gpu=uuid --format=csv,noheader' ] && echo GPU-1 && echo GPU-2");

    assertThat(new Gpus(tool, driver("0000:01:00.0")).find()).containsExactly("GPU-1", "GPU-2");
  }

  @Test
  void without_the_tool_they_are_counted_where_the_driver_shows_them() throws IOException {
    assertThat(new Gpus("no-such-tool", driver("0000:01:00.0", "0000:02:00.0")).find())
        .containsExactly("0", "1");
  }

  @Test
  void a_tool_that_fails_names_none() throws IOException {
    var tool = tool("echo 'GPU-1'; exit 9");

    assertThat(new Gpus(tool, folder.resolve("nowhere")).find()).isEmpty();
  }

  @Test
  void a_machine_without_any_has_none() {
    assertThat(new Gpus("no-such-tool", folder.resolve("nowhere")).find()).isEmpty();
  }
}
