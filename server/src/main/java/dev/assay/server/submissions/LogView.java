package dev.assay.server.submissions;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the programs of a submission printed.
 *
 * @param parts the text so far, in the order of its arrival
 * @param streamUrl where more arrives by events, null once it is complete
 * @param lastEventId the id of the last event whose text is among the parts; the stream goes on
 *     behind it ({@code ?after=} and the header {@code Last-Event-ID})
 * @param downloadUrl the whole log as a file
 * @param cut whether earlier text was left out of the page for its size
 */
public record LogView(
    List<Part> parts,
    @Nullable String streamUrl,
    String lastEventId,
    String downloadUrl,
    boolean cut) {

  /** The programs whose output may come, in the order they run. */
  private static final List<Program> PROGRAMS =
      List.of(
          new Program("worker", "Worker", List.of()),
          new Program("predict.program", "Prediction · submission", List.of()),
          new Program("predict.ingestion", "Prediction · ingestion program", List.of()),
          new Program("score.program", "Scoring · scoring program", List.of()),
          new Program("score.ingestion", "Scoring · ingestion program", List.of()));

  /**
   * A piece of text.
   *
   * @param stream as in the stream's events: {@code predict.program.stdout}
   */
  public record Part(String stream, String text) {

    String program() {
      return stream.replaceFirst("\\.std(out|err)$", "");
    }

    /** Whether it came from the standard error. */
    public boolean isError() {
      return stream.endsWith(".stderr");
    }
  }

  /** All that one program printed; the parts may be empty. */
  public record Program(String key, String title, List<Part> parts) {}

  public LogView {
    parts = List.copyOf(parts);
  }

  /** A section for every program whose output is there or may still come. */
  public List<Program> programs() {
    var titles = new LinkedHashMap<String, String>();
    PROGRAMS.forEach(program -> titles.put(program.key(), program.title()));
    parts.forEach(part -> titles.putIfAbsent(part.program(), part.program()));
    return titles.entrySet().stream()
        .map(entry -> new Program(entry.getKey(), entry.getValue(), partsOf(entry.getKey())))
        .toList();
  }

  private List<Part> partsOf(String program) {
    return parts.stream().filter(part -> part.program().equals(program)).toList();
  }

  /** Whether nothing was printed yet. */
  public boolean isEmpty() {
    return parts.stream().allMatch(part -> part.text().isEmpty());
  }
}
