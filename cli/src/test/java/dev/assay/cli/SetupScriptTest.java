package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/scripts/setup.sh} makes of the caller's environment. */
class SetupScriptTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path SCRIPT = Path.of("..", "deploy", "scripts", "setup.sh");

  @TempDir Path tree;

  @Test
  void files_may_have_any_letters_in_their_names_even_where_the_callers_language_has_none()
      throws Exception {
    assertThat(encodingOfNames("C")).contains("sun.jnu.encoding = UTF-8");
  }

  @Test
  void a_language_with_all_letters_is_left_as_it_is() throws Exception {
    assertThat(inScript("printf %s \"$LC_ALL\"", "C.utf8")).isEqualTo("C.utf8");
  }

  @Test
  void a_cache_of_classes_is_used_where_it_was_made_after_the_build_by_this_java()
      throws Exception {
    aTree(release());
    assertThat(classCache("")).isEqualTo("used\n");
  }

  @Test
  void one_that_another_java_or_an_earlier_build_made_is_made_anew() throws Exception {
    aTree("JAVA_VERSION=\"24\"\n");
    assertThat(classCache("")).isEqualTo("made\n");
    aTree(release());
    var built = tree.resolve("cli/target/built");
    Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(classCache("")).isEqualTo("made\n");
  }

  @Test
  void one_that_was_moved_with_the_tree_is_made_anew() throws Exception {
    aTree(release());
    var note = tree.resolve("cli/target/app.aot.for");
    Files.writeString(note, release() + "/elsewhere/cli/target/app\n");
    assertThat(classCache("")).isEqualTo("made\n");
  }

  @Test
  void who_may_not_write_there_starts_without_and_hears_nothing_of_it() throws Exception {
    aTree("JAVA_VERSION=\"24\"\n");
    // Root may write everywhere, whatever the mode says.
    assertThat(classCache("[() { if [ \"$1\" = -w ]; then return 1; fi; builtin [ \"$@\"; }; "))
        .isEmpty();
  }

  @Test
  void a_build_says_which_module_it_is_at_and_what_went_wrong_and_nothing_else() throws Exception {
    var maven =
        """
        [INFO] Scanning for projects...
        [INFO] -----------------------< dev.assay:assay-bundle >-----------------------
        [INFO] Building Assay bundle 0.1.0-SNAPSHOT                               [2/9]
        [ERROR] Bundle.java:[3,5] cannot find symbol
        """;
    assertThat(inScript("printf %s '" + maven + "' | build_progress 2>&1", "C.utf8"))
        .isEqualTo(
            """
            assay: building Assay bundle (2 of 9)
            [ERROR] Bundle.java:[3,5] cannot find symbol
            """);
  }

  /** A tree that was built a minute ago, with a cache that was made since. */
  private void aTree(String madeBy) throws IOException {
    var target = Files.createDirectories(tree.resolve("cli/target"));
    var scripts = Files.createDirectories(tree.resolve("deploy/scripts"));
    Files.copy(SCRIPT, scripts.resolve("setup.sh"), StandardCopyOption.REPLACE_EXISTING);
    var built = Files.writeString(target.resolve("built"), "");
    Files.setLastModifiedTime(built, FileTime.from(Instant.now().minusSeconds(60)));
    Files.writeString(target.resolve("app.aot"), "cache");
    Files.writeString(target.resolve("app.aot.for"), madeBy + target.resolve("app") + "\n");
  }

  private static String release() throws IOException {
    return Files.readString(Path.of(System.getProperty("java.home"), "release"));
  }

  private String classCache(String before) throws Exception {
    return run(
        "source %s; JAVA_HOME=%s; make_class_cache() { echo made; }; %s class_cache cli; case \"${CLI_JAVA_OPTIONS[*]}\" in *AOTCache=*) echo used ;; esac"
            .formatted(
                tree.resolve("deploy/scripts/setup.sh"), System.getProperty("java.home"), before),
        "C.UTF-8");
  }

  private static String encodingOfNames(String locale) throws Exception {
    return inScript(JAVA + " -XshowSettings:properties -version 2>&1", locale);
  }

  private static String inScript(String command, String locale) throws Exception {
    return run("source " + SCRIPT + "; " + command, locale);
  }

  private static String run(String command, String locale) throws Exception {
    var builder = new ProcessBuilder(List.of("bash", "-c", command));
    builder.environment().remove("ASSAY_CLASS_CACHE");
    builder.environment().put("LC_ALL", locale);
    var process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
