package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code deploy/scripts/setup.sh} makes of the caller's environment. */
class SetupScriptTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path SCRIPT = Path.of("..", "deploy", "scripts", "setup.sh");

  @Test
  void files_may_have_any_letters_in_their_names_even_where_the_callers_language_has_none()
      throws Exception {
    assertThat(encodingOfNames("C")).contains("sun.jnu.encoding = UTF-8");
  }

  @Test
  void a_language_with_all_letters_is_left_as_it_is() throws Exception {
    assertThat(inScript("printf %s \"$LC_ALL\"", "en_US.UTF-8")).isEqualTo("en_US.UTF-8");
  }

  private static String encodingOfNames(String locale) throws Exception {
    return inScript(JAVA + " -XshowSettings:properties -version 2>&1", locale);
  }

  private static String inScript(String command, String locale) throws Exception {
    var builder = new ProcessBuilder(List.of("bash", "-c", "source " + SCRIPT + "; " + command));
    builder.environment().put("LC_ALL", locale);
    var process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
