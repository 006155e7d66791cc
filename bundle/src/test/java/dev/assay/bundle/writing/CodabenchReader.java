package dev.assay.bundle.writing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads a bundle as Codabench 1.25 does, as strictly and no more cleverly: YAML 1.1, its keys, its
 * types, its order of checks. Shares nothing with the reader of this project. What Codabench
 * refuses is an {@link Refused}.
 */
final class CodabenchReader implements AutoCloseable {
  private static final Set<String> RULES =
      Set.of(
          "Add",
          "Add_And_Delete",
          "Add_And_Delete_Multiple",
          "Force_Last",
          "Force_Latest_Multiple",
          "Force_Best");
  private static final Set<String> QUESTION =
      Set.of("key", "type", "title", "selection", "is_required", "is_on_leaderboard");
  private static final String[] PARTS = {
    "ingestion_program", "scoring_program", "input_data", "reference_data"
  };

  private final ZipFile zip;
  private final Set<String> names = new TreeSet<>();
  private final Set<String> ignored = new TreeSet<>();

  CodabenchReader(Path bundle) throws IOException {
    zip = new ZipFile(bundle.toFile());
    zip.stream().map(ZipEntry::getName).forEach(names::add);
  }

  /** Codabench's own words, or near them. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** Keys that Codabench does not read, as {@code phases.assay}. */
  Set<String> ignored() {
    return ignored;
  }

  /** What Codabench would store, by its names. */
  Map<String, Object> read() throws IOException {
    var options = new LoaderOptions();
    options.setCodePointLimit(50_000_000);
    Map<?, ?> yaml = mapping(new Yaml(new SafeConstructor(options)).load(text("competition.yaml")));
    require(
        "2".equals(String.valueOf(yaml.get("version"))), "A suitable version could not be found");
    Map<String, Object> stored = new LinkedHashMap<>();
    ignore("", yaml, TOP);
    stored.put("title", requiredText(yaml, "title", 256));
    stored.put("description", optionalText(yaml, "description"));
    stored.put("reward", optionalText(yaml, "reward"));
    stored.put("contact_email", optionalText(yaml, "contact_email"));
    picture(requiredText(yaml, "image", 1000));
    stored.put("terms", page(requiredText(yaml, "terms", 1000)));
    stored.put("pages", list(yaml, "pages").stream().map(this::pageOf).toList());
    stored.put(
        "docker_image",
        yaml.containsKey("docker_image")
            ? requiredText(yaml, "docker_image", 128)
            : "codalab/codalab-legacy:py37");
    stored.put("queue", yaml.get("queue") == null ? null : UUID.fromString(text(yaml, "queue")));
    stored.put("competition_type", choice(yaml, "competition_type", "competition", TYPES));
    FLAGS.forEach((key, otherwise) -> stored.put(key, flag(yaml, key, otherwise)));
    stored.put("fact_sheet", factSheet(yaml.get("fact_sheet")));
    List<Object> indexes = new ArrayList<>();
    stored.put("tasks", tasks(yaml, indexes));
    stored.put("solutions", solutions(yaml, indexes));
    stored.put("phases", phases(yaml, indexes));
    stored.put("leaderboards", boards(yaml));
    return stored;
  }

  private static final Set<String> TYPES = Set.of("competition", "benchmark");
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
  private static final Set<String> TOP = top();

  private static Set<String> top() {
    Set<String> keys = new HashSet<>(FLAGS.keySet());
    keys.addAll(Set.of("version", "title", "description", "reward", "contact_email", "image"));
    keys.addAll(Set.of("terms", "pages", "docker_image", "queue", "competition_type"));
    keys.addAll(Set.of("fact_sheet", "tasks", "solutions", "phases", "leaderboards"));
    return keys;
  }

  private void ignore(String where, Map<?, ?> mapping, Set<String> known) {
    mapping.keySet().stream()
        .map(String::valueOf)
        .filter(key -> !known.contains(key))
        .forEach(key -> ignored.add(where + key));
  }

  // Files

  private String text(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    require(entry != null && !entry.isDirectory(), "Unable to find page: " + name);
    return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  private String page(String file) {
    try {
      String text = text(file);
      require(!text.isEmpty(), "Page '" + file + "' is empty, it must contain content.");
      return text.strip();
    } catch (IOException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> pageOf(Object item) {
    Map<?, ?> page = mapping(item);
    ignore("pages.", page, Set.of("title", "file"));
    return Map.of(
        "title",
        requiredText(page, "title", 256),
        "content",
        page(requiredText(page, "file", 1000)));
  }

  /** PNG, JPEG, GIF or WebP, by their first bytes. */
  private void picture(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    require(entry != null, "Could not find image: " + name);
    byte[] bytes = zip.getInputStream(entry).readNBytes(4);
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    require(
        head.startsWith("\u0089PNG")
            || head.startsWith("\u00FF\u00D8")
            || head.startsWith("GIF8")
            || head.startsWith("RIFF"),
        "Please upload a valid image.");
  }

  /** A file wins over a folder, a folder over a key. */
  private @Nullable String part(Map<?, ?> item, String key) {
    if (!item.containsKey(key)) {
      return null;
    }
    require(item.get(key) instanceof String, "join() argument must be str, not " + item.get(key));
    String value = (String) item.get(key);
    require(
        !value.startsWith("/") && !value.contains(".."), "reads the site's own files: " + value);
    String folder = value.endsWith("/") ? value : value + "/";
    if (names.contains(value)) {
      return "file " + value;
    }
    if (value.equals(".") || names.stream().anyMatch(name -> name.startsWith(folder))) {
      return "folder " + value;
    }
    try {
      return "key " + UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw new Refused("Cannot find dataset: " + value);
    }
  }

  // Sections

  private static @Nullable Object factSheet(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Map<String, Object> sheet = new LinkedHashMap<>();
    mapping(value)
        .forEach(
            (key, item) -> {
              Map<?, ?> question = mapping(item);
              require(question.keySet().equals(QUESTION), "Missing values for " + key);
              require(key.equals(question.get("key")), "Keys do not match: " + key);
              choice(question, "type", "", Set.of("checkbox", "text", "select"));
              for (String flag : List.of("is_required", "is_on_leaderboard")) {
                require(question.get(flag) instanceof String, flag + " only counts as text");
              }
              sheet.put((String) key, question);
            });
    return sheet;
  }

  private List<Object> tasks(Map<?, ?> yaml, List<Object> indexes) {
    List<Object> tasks = new ArrayList<>();
    for (Object item : list(yaml, "tasks")) {
      Map<?, ?> task = mapping(item);
      Object index = task.get("index");
      require(index != null, "ERROR: No index for task");
      require(!indexes.contains(index), "ERROR: Duplicate task indexes. Index: " + index);
      indexes.add(index);
      if (task.get("key") != null) {
        tasks.add(Map.of("key", UUID.fromString(text(task, "key"))));
        continue;
      }
      ignore("tasks.", task, TASK);
      Map<String, Object> stored = new LinkedHashMap<>();
      stored.put("name", requiredText(task, "name", 256));
      stored.put("description", optionalText(task, "description"));
      for (String part : PARTS) {
        stored.put(part, part(task, part));
      }
      require(stored.get("scoring_program") != null, "ERROR: Task does not have a scoring program");
      stored.put(
          "ingestion_only_during_scoring", flag(task, "ingestion_only_during_scoring", false));
      tasks.add(stored);
    }
    require(!tasks.isEmpty(), "Competitions need a task");
    return tasks;
  }

  private static final Set<String> TASK =
      Set.of(
          "index",
          "name",
          "description",
          "ingestion_program",
          "scoring_program",
          "input_data",
          "reference_data",
          "ingestion_only_during_scoring");

  private List<Object> solutions(Map<?, ?> yaml, List<Object> indexes) {
    List<Object> solutions = new ArrayList<>();
    if (yaml.get("solutions") == null) {
      return solutions;
    }
    for (Object item : list(yaml, "solutions")) {
      Map<?, ?> solution = mapping(item);
      ignore(
          "solutions.", solution, Set.of("index", "tasks", "path", "name", "description", "key"));
      require(solution.get("index") != null, "ERROR: No index for solution");
      Map<String, Object> stored = new LinkedHashMap<>();
      stored.put("tasks", known(list(solution, "tasks"), indexes));
      stored.put("name", solution.get("name") == null ? null : requiredText(solution, "name", 256));
      stored.put("description", optionalText(solution, "description"));
      String key = solution.get("key") == null ? null : text(solution, "key");
      require(
          key == null || !solution.containsKey("path"), "Could not find solution with key: " + key);
      stored.put("data", key == null ? part(solution, "path") : "key " + UUID.fromString(key));
      solutions.add(stored);
    }
    return solutions;
  }

  private static List<?> known(List<?> wanted, List<Object> indexes) {
    for (Object index : wanted) {
      require(indexes.contains(index), String.valueOf(index));
    }
    return wanted;
  }

  private List<Object> phases(Map<?, ?> yaml, List<Object> indexes) {
    List<Map<?, ?>> sorted = new ArrayList<>();
    list(yaml, "phases").forEach(item -> sorted.add(mapping(item)));
    require(!sorted.isEmpty(), "Competitions need a phase");
    sorted.sort(Comparator.comparing(phase -> number(phase, "index", 0)));
    List<Object> phases = new ArrayList<>();
    Instant before = Instant.MIN;
    for (Map<?, ?> phase : sorted) {
      require(!before.equals(Instant.MAX), "Phase must have an end time");
      Map<String, Object> stored = phase(phase, indexes);
      Instant start = (Instant) Objects.requireNonNull(stored.get("start"));
      require(
          start.isAfter(before),
          start.equals(before) ? "Phases dates conflict." : "Phases must be sequential.");
      before = stored.get("end") == null ? Instant.MAX : (Instant) stored.get("end");
      boolean migrates = Boolean.TRUE.equals(stored.get("auto_migrate_to_this_phase"));
      require(!migrates || !phases.isEmpty(), "You cannot auto migrate to the first phase");
      phases.add(stored);
    }
    return phases;
  }

  private Map<String, Object> phase(Map<?, ?> phase, List<Object> indexes) {
    ignore("phases.", phase, PHASE);
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("name", requiredText(phase, "name", 256));
    stored.put("description", optionalText(phase, "description"));
    stored.put("start", date(phase.get("start")));
    stored.put("end", phase.get("end") == null ? null : date(phase.get("end")));
    stored.put("tasks", known(list(phase, "tasks"), indexes));
    stored.put("max_submissions_per_day", number(phase, "max_submissions_per_day", 5));
    stored.put("max_submissions", number(phase, "max_submissions", 100));
    stored.put("execution_time_limit", number(phase, "execution_time_limit", 600));
    for (String key : PHASE_FLAGS) {
      stored.put(key, flag(phase, key, false));
    }
    stored.put("public_data", part(phase, "public_data"));
    stored.put("starting_kit", part(phase, "starting_kit"));
    return stored;
  }

  private static final List<String> PHASE_FLAGS =
      List.of(
          "auto_migrate_to_this_phase",
          "hide_output",
          "hide_prediction_output",
          "hide_score_output");
  private static final Set<String> PHASE = ofPhase();

  private static Set<String> ofPhase() {
    Set<String> keys = new HashSet<>(PHASE_FLAGS);
    keys.addAll(Set.of("index", "name", "description", "start", "end", "tasks"));
    keys.addAll(Set.of("max_submissions_per_day", "max_submissions", "execution_time_limit"));
    keys.addAll(Set.of("public_data", "starting_kit"));
    return keys;
  }

  /** What YAML itself takes for a date loses its time of day; hence only texts will do. */
  private static Instant date(@Nullable Object value) {
    require(value instanceof String, "the time of day is dropped: " + value);
    return Instant.parse((String) value);
  }

  private List<Object> boards(Map<?, ?> yaml) {
    List<Object> boards = new ArrayList<>();
    for (Object item : list(yaml, "leaderboards")) {
      Map<?, ?> board = mapping(item);
      ignore("leaderboards.", board, BOARD);
      Map<String, Object> stored = new LinkedHashMap<>();
      stored.put("title", requiredText(board, "title", 64));
      stored.put("key", requiredText(board, "key", 36));
      stored.put("submission_rule", choice(board, "submission_rule", "Add", RULES));
      stored.put("hidden", flag(board, "hidden", false));
      stored.put("primary_index", number(board, "primary_index", 0));
      stored.put("columns", columns(list(board, "columns")));
      boards.add(stored);
    }
    require(!boards.isEmpty(), "list index out of range");
    return boards;
  }

  private static final Set<String> BOARD =
      Set.of("title", "key", "submission_rule", "hidden", "primary_index", "columns");

  private List<Object> columns(List<?> items) {
    require(!items.isEmpty(), "Leaderboards require at least 1 column");
    Set<Object> keys = new LinkedHashSet<>();
    Set<Object> indexes = new LinkedHashSet<>();
    List<Object> columns = new ArrayList<>();
    for (Object item : items) {
      Map<?, ?> column = mapping(item);
      ignore("columns.", column, COLUMN);
      Map<String, Object> stored = new LinkedHashMap<>();
      stored.put("title", requiredText(column, "title", 36));
      stored.put("key", requiredText(column, "key", 36));
      require(column.get("index") instanceof Integer index && index >= 0, "index is required");
      stored.put("index", column.get("index"));
      require(keys.add(stored.get("key")), "key must be unique");
      require(indexes.add(stored.get("index")), "index must be unique");
      stored.put("sorting", choice(column, "sorting", "desc", Set.of("asc", "desc")));
      stored.put("precision", column.get("precision"));
      require(stored.get("precision") instanceof Integer, "A valid integer is required.");
      stored.put("hidden", flag(column, "hidden", false));
      stored.put("computation", computation(column));
      stored.put("computation_indexes", column.get("computation_indexes"));
      columns.add(stored);
    }
    for (Object column : columns) {
      if (mapping(column).get("computation_indexes") instanceof List<?> sources) {
        require(indexes.containsAll(sources), "unknown index among " + sources);
      }
    }
    return columns;
  }

  private static final Set<String> COLUMN =
      Set.of(
          "title",
          "key",
          "index",
          "sorting",
          "precision",
          "hidden",
          "computation",
          "computation_indexes");

  private static @Nullable Object computation(Map<?, ?> column) {
    if (!column.containsKey("computation")) {
      require(!column.containsKey("computation_indexes"), "indexes need a computation");
      return null;
    }
    Object indexes = column.get("computation_indexes");
    require(
        indexes instanceof List<?> list
            && !list.isEmpty()
            && list.stream().allMatch(Integer.class::isInstance)
            && !list.contains(column.get("index")),
        "Column with computation must have at least 1 column selected");
    return choice(column, "computation", "", Set.of("avg", "sum", "min", "max"));
  }

  // Values

  private static Map<?, ?> mapping(@Nullable Object value) {
    require(value instanceof Map, "no mapping: " + value);
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static List<?> list(Map<?, ?> mapping, String key) {
    require(mapping.get(key) instanceof List, "'" + key + "' is no list");
    return (List<?>) Objects.requireNonNull(mapping.get(key));
  }

  private static String text(Map<?, ?> mapping, String key) {
    Object value = mapping.get(key);
    require(
        value instanceof String || value instanceof Number, key + ": Not a valid string: " + value);
    return String.valueOf(value).strip();
  }

  private static String requiredText(Map<?, ?> mapping, String key, int max) {
    require(mapping.get(key) != null, key + ": This field may not be null.");
    String text = text(mapping, key);
    require(!text.isEmpty(), key + ": This field may not be blank.");
    require(text.codePointCount(0, text.length()) <= max, key + ": too long");
    require(text.indexOf('\0') < 0, key + ": Null characters are not allowed.");
    return text;
  }

  private static String optionalText(Map<?, ?> mapping, String key) {
    return mapping.get(key) == null ? "" : text(mapping, key);
  }

  private static boolean flag(Map<?, ?> mapping, String key, boolean otherwise) {
    if (!mapping.containsKey(key)) {
      return otherwise;
    }
    require(mapping.get(key) instanceof Boolean, key + ": Must be a valid boolean.");
    return (Boolean) mapping.get(key);
  }

  private static int number(Map<?, ?> mapping, String key, int otherwise) {
    if (!mapping.containsKey(key)) {
      return otherwise;
    }
    require(
        mapping.get(key) instanceof Integer number && number >= 0,
        key + ": A valid integer is required.");
    return (Integer) mapping.get(key);
  }

  private static String choice(
      Map<?, ?> mapping, String key, String otherwise, Set<String> choices) {
    if (!mapping.containsKey(key)) {
      return otherwise;
    }
    require(choices.contains(mapping.get(key)), key + " is not a valid choice.");
    return (String) mapping.get(key);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new Refused(message);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
