package dev.assay.bundle.codabench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Phases, which Codabench sorts by their index and wants one after the other. */
final class PhasesSection {
  private static final List<String> FLAGS =
      List.of(
          "auto_migrate_to_this_phase",
          "hide_output",
          "hide_prediction_output",
          "hide_score_output");

  private final BundleFiles files;
  private final TasksSection tasks;

  PhasesSection(BundleFiles files, TasksSection tasks) {
    this.files = files;
    this.tasks = tasks;
  }

  List<Object> phases(YamlMapping yaml) {
    List<YamlMapping> sorted =
        yaml.mappings("phases").stream()
            .map(phase -> new Placed(phase.number("index", 0), phase))
            .sorted(Comparator.comparingInt(Placed::index))
            .map(Placed::phase)
            .toList();
    Refused.unless(!sorted.isEmpty(), "Competitions need a phase");
    List<Object> phases = new ArrayList<>();
    Instant before = Instant.MIN;
    for (YamlMapping phase : sorted) {
      Refused.unless(!before.equals(Instant.MAX), "Phase must have an end time");
      Map<String, Object> stored = phase(phase);
      Instant start = (Instant) Objects.requireNonNull(stored.get("start"));
      Refused.unless(
          start.isAfter(before),
          start.equals(before) ? "Phases dates conflict." : "Phases must be sequential.");
      before = stored.get("end") == null ? Instant.MAX : (Instant) stored.get("end");
      boolean migrates = Boolean.TRUE.equals(stored.get("auto_migrate_to_this_phase"));
      Refused.unless(!migrates || !phases.isEmpty(), "You cannot auto migrate to the first phase");
      phases.add(stored);
    }
    return phases;
  }

  /** Each is asked for its index, be it the only one. */
  private record Placed(int index, YamlMapping phase) {}

  private Map<String, Object> phase(YamlMapping phase) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("name", phase.requiredText("name", 256));
    stored.put("description", phase.optionalText("description"));
    stored.put("start", date(phase.get("start")));
    stored.put("end", phase.isSet("end") ? date(phase.get("end")) : null);
    stored.put("tasks", tasks.named(phase));
    stored.put("max_submissions_per_day", phase.number("max_submissions_per_day", 5));
    stored.put("max_submissions", phase.number("max_submissions", 100));
    stored.put("execution_time_limit", phase.number("execution_time_limit", 600));
    for (String flag : FLAGS) {
      stored.put(flag, phase.flag(flag, false));
    }
    stored.put("public_data", files.part(phase, "public_data"));
    stored.put("starting_kit", files.part(phase, "starting_kit"));
    return stored;
  }

  /** What YAML itself takes for a date loses its time of day; hence only texts will do. */
  private static Instant date(@Nullable Object value) {
    if (!(value instanceof String text)) {
      throw new Refused("the time of day is dropped: " + value);
    }
    return Instant.parse(text);
  }
}
