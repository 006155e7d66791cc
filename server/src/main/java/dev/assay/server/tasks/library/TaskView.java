package dev.assay.server.tasks.library;

import dev.assay.server.tasks.library.DatasetView.UseRow;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task with its versions.
 *
 * @param versions newest first
 * @param solutions sample solutions
 * @param sharing for its owner; null for others who may use it
 * @param next the form for another version, for its owner; null for others
 * @param problems what to correct, by field; {@code ""} stands for the whole
 * @param typed into the form that was refused, by field
 */
public record TaskView(
    String key,
    String name,
    String description,
    String owner,
    String reach,
    Instant createdAt,
    List<VersionRow> versions,
    List<PartRow> solutions,
    @Nullable SharingView sharing,
    @Nullable PartsView next,
    String note,
    List<UseRow> uses,
    boolean mayDelete,
    Map<String, String> problems,
    Map<String, String> typed)
    implements FormView {

  /**
   * A version.
   *
   * @param changes what is different from the one before, in words; of the first, nothing
   */
  public record VersionRow(
      int number,
      Instant at,
      String note,
      List<String> changes,
      List<PartRow> parts,
      List<String> settings) {

    public VersionRow {
      changes = List.copyOf(changes);
      parts = List.copyOf(parts);
      settings = List.copyOf(settings);
    }
  }

  /**
   * A file of a version.
   *
   * @param url null where the reader may not read it
   */
  public record PartRow(String use, String name, @Nullable String url) {}

  public TaskView {
    versions = List.copyOf(versions);
    solutions = List.copyOf(solutions);
    uses = List.copyOf(uses);
    problems = Map.copyOf(problems);
    typed = Map.copyOf(typed);
  }

  /** Its address. */
  public String url() {
    return "/tasks/" + key;
  }

  @Override
  public String template() {
    return "tasks/task";
  }

  @Override
  public String title() {
    return name;
  }

  @Override
  public Section section() {
    return Section.LIBRARY;
  }
}
