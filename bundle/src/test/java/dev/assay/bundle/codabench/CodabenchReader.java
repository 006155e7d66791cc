package dev.assay.bundle.codabench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads a bundle as Codabench 1.25 does, as strictly and no more cleverly: YAML 1.1, its keys, its
 * types, its order of checks. What Codabench refuses is a {@link Refused}.
 */
public final class CodabenchReader implements AutoCloseable {
  private static final Map<String, Boolean> FLAGS =
      Map.of(
          "registration_auto_approve", false,
          "enable_detailed_results", false,
          "show_detailed_results_in_submission_panel", true,
          "show_detailed_results_in_leaderboard", true,
          "auto_run_submissions", true,
          "can_participants_make_submissions_public", true,
          "make_programs_available", false,
          "make_input_data_available", false,
          "forum_enabled", true);
  private static final Set<String> QUESTION =
      Set.of("key", "type", "title", "selection", "is_required", "is_on_leaderboard");

  private final BundleFiles files;
  private final Set<String> ignored = new TreeSet<>();

  public CodabenchReader(Path bundle) throws IOException {
    files = new BundleFiles(bundle);
  }

  /** Keys that {@link #read} passed over, as {@code phases.assay}. */
  public Set<String> ignored() {
    return ignored;
  }

  /** What Codabench would store, by its names. */
  public Map<String, Object> read() {
    var options = new LoaderOptions();
    options.setCodePointLimit(50_000_000);
    YamlMapping yaml =
        YamlMapping.root(
            new Yaml(new SafeConstructor(options)).load(files.text("competition.yaml")));
    Refused.unless(
        "2".equals(String.valueOf(yaml.get("version"))), "A suitable version could not be found");
    Map<String, Object> stored = new LinkedHashMap<>();
    presentation(yaml, stored);
    settings(yaml, stored);
    stored.put("fact_sheet", factSheet(yaml));
    var tasks = new TasksSection(files);
    stored.put("tasks", tasks.tasks(yaml));
    stored.put("solutions", tasks.solutions(yaml));
    stored.put("phases", new PhasesSection(files, tasks).phases(yaml));
    stored.put("leaderboards", BoardsSection.boards(yaml));
    ignored.addAll(yaml.unread());
    return stored;
  }

  private void presentation(YamlMapping yaml, Map<String, Object> stored) {
    stored.put("title", yaml.requiredText("title", 256));
    stored.put("description", yaml.optionalText("description"));
    stored.put("reward", yaml.optionalText("reward"));
    stored.put("contact_email", yaml.optionalText("contact_email"));
    files.requirePicture(yaml.requiredFile("image"));
    stored.put("terms", files.page(yaml.requiredFile("terms")));
    stored.put("pages", yaml.mappings("pages").stream().map(this::page).toList());
  }

  private Map<String, Object> page(YamlMapping page) {
    return Map.of(
        "title", page.requiredText("title", 255), "content", files.page(page.requiredFile("file")));
  }

  private static void settings(YamlMapping yaml, Map<String, Object> stored) {
    stored.put(
        "docker_image",
        yaml.has("docker_image")
            ? yaml.requiredText("docker_image", 128)
            : "codalab/codalab-legacy:py37");
    stored.put("queue", yaml.uuid("queue"));
    stored.put(
        "competition_type",
        yaml.choice("competition_type", "competition", Set.of("competition", "benchmark")));
    FLAGS.forEach((key, otherwise) -> stored.put(key, yaml.flag(key, otherwise)));
  }

  private static @Nullable Object factSheet(YamlMapping yaml) {
    if (!yaml.isSet("fact_sheet")) {
      return null;
    }
    Map<String, Object> sheet = new LinkedHashMap<>();
    YamlMapping questions = yaml.mapping("fact_sheet");
    for (Object key : questions.whole().keySet()) {
      sheet.put((String) key, question((String) key, questions.mapping((String) key)));
    }
    return sheet;
  }

  private static Map<?, ?> question(String key, YamlMapping question) {
    Refused.unless(question.whole().keySet().equals(QUESTION), "Missing values for " + key);
    Refused.unless(key.equals(question.get("key")), "Keys do not match: " + key);
    question.choice("type", "", Set.of("checkbox", "text", "select"));
    for (String flag : List.of("is_required", "is_on_leaderboard")) {
      Refused.unless(question.get(flag) instanceof String, flag + " only counts as text");
    }
    return question.whole();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
