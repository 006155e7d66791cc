package dev.assay.server.tasks.library;

import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data set.
 *
 * @param sharing for its owner; null for others who may use it
 * @param uses where it is used
 * @param mayDelete whether nothing uses it
 * @param problems what to correct, by field; {@code ""} stands for the whole
 * @param typed into the form that was refused, by field
 */
public record DatasetView(
    String key,
    String name,
    String type,
    String description,
    String owner,
    String reach,
    String fileName,
    long bytes,
    String sha256,
    Instant createdAt,
    @Nullable SharingView sharing,
    List<UseRow> uses,
    boolean mayDelete,
    Map<String, String> problems,
    Map<String, String> typed)
    implements FormView {

  /**
   * Where something is used.
   *
   * @param url null where the reader may not open it
   */
  public record UseRow(String what, String name, @Nullable String url) {}

  public DatasetView {
    uses = List.copyOf(uses);
    problems = Map.copyOf(problems);
    typed = Map.copyOf(typed);
  }

  /** Its address. */
  public String url() {
    return "/data/" + key;
  }

  @Override
  public String template() {
    return "tasks/dataset";
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
