package dev.assay.server.competitions.exports;

import dev.assay.server.web.Badge;
import dev.assay.server.web.FragmentView;
import java.time.Instant;
import java.util.List;

/**
 * The dumps of a competition, polled until all of them have come to an end.
 *
 * @param competition the competition's address
 */
public record DumpsView(String competition, List<Row> dumps) implements FragmentView {

  /**
   * A dump.
   *
   * @param content what it holds, in words
   * @param line what is being done, or why it failed; empty once it is finished
   * @param file its size; empty before it is finished
   */
  public record Row(
      long id,
      String content,
      String by,
      Instant createdAt,
      Badge state,
      String line,
      String file,
      boolean isUnderWay) {}

  public DumpsView {
    dumps = List.copyOf(dumps);
  }

  /** Whether one is still being made, so that the page looks again. */
  public boolean isUnderWay() {
    return dumps.stream().anyMatch(Row::isUnderWay);
  }

  @Override
  public String template() {
    return "changes/dumps";
  }
}
