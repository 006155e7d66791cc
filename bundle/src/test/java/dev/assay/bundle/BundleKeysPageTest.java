package dev.assay.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that lists the keys of bundles names tests and codes that there are. */
class BundleKeysPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST =
      Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))\\.([a-z_0-9]+)`");
  private static final Pattern CODE = Pattern.compile("\\b[A-Z]{3}-[0-9]{2}\\b");

  @Test
  void every_test_it_names_exists() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(BundleKeysPageTest::isTest).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        sources.merge(name, Files.readString(file), String::concat);
      }
    }
    var named = TEST.matcher(page()).results().toList();
    assertThat(named).hasSizeGreaterThan(100);
    assertThat(named)
        .allSatisfy(
            test ->
                assertThat(sources.getOrDefault(test.group(1), ""))
                    .as(test.group())
                    .contains(" " + test.group(2) + "("));
  }

  private static boolean isTest(Path file) {
    return file.toString().contains("src/test/java/dev/assay")
        && file.toString().matches(".*(?:Test|IT)\\.java");
  }

  @Test
  void every_code_it_names_exists() throws IOException {
    var codes = CODE.matcher(page()).results().toList();
    assertThat(codes).hasSizeGreaterThan(100);
    assertThat(codes).allSatisfy(code -> assertThat(FindingCode.of(code.group())).isNotNull());
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/bundle-keys.md"));
  }
}
