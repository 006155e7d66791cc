package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/images/python-ml/assay_legacy.py} lets old programs do. */
class LegacyModuleTest {
  private static final Path MODULES = Path.of("..", "deploy", "images", "python-ml");

  @TempDir Path folder;

  @BeforeEach
  void havePython() throws Exception {
    assumeTrue(isPythonHere(), "there is no python3 on this machine");
    // In the image a .pth file does this.
    Files.writeString(folder.resolve("sitecustomize.py"), "import assay_legacy\n");
  }

  private static boolean isPythonHere() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void mixed_tabs_do_not_change_the_letters_of_a_file_that_names_its_encoding() throws Exception {
    var program = "# -*- coding: latin-1 -*-\nif True:\n        x = 'café'\n\tprint(len(x))\n";
    for (var name : List.of("script.py", "module.py")) {
      Files.writeString(folder.resolve(name), program, StandardCharsets.ISO_8859_1);
    }
    Files.writeString(folder.resolve("imports.py"), "import module\n");
    assertThat(run("script.py")).contains("script.py mixes tabs and spaces").endsWith("\n4\n");
    assertThat(run("imports.py")).contains("module.py mixes tabs and spaces").endsWith("\n4\n");
  }

  private String run(String script) throws Exception {
    var builder = new ProcessBuilder("python3", folder.resolve(script).toString());
    builder.environment().put("PYTHONPATH", folder + ":" + MODULES.toAbsolutePath());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    var process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
