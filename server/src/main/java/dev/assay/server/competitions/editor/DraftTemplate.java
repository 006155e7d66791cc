package dev.assay.server.competitions.editor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a new competition begins as: as much as can be known, so that little is left to fill in. */
final class DraftTemplate {
  static final String LOGO = "logo.png";
  private static final String TERMS = "terms.md";
  private static final String OVERVIEW = "pages/overview.md";

  private static final String TERMS_TEXT =
      """
      By taking part you agree that

      - you submit only what you may share, and use only the data that the rules allow;
      - the organisers may run what you submit, and publish its scores with your user name;
      - the organisers may remove submissions that break the rules or try to read hidden data.
      """;

  private static final String OVERVIEW_TEXT =
      """
      ## The task

      What is to be solved, and why it matters.

      ## The data

      What participants get, and what stays hidden.

      ## How to take part

      What a submission has to contain, and how it is scored.
      """;

  private DraftTemplate() {}

  /** The document and texts of a new competition; its logo is added by the caller. */
  static DraftContent of(String title, Instant now) {
    var document = new DraftDocument(DraftDocument.mapping());
    var root = document.root();
    root.put("version", 2).put("title", title).put("description", "").put("image", LOGO);
    root.put("terms", TERMS).put("registration_auto_approve", true);
    document.add(
        FieldPath.of("pages"),
        DraftDocument.mapping().put("title", "Overview").put("file", OVERVIEW));
    document.add(
        FieldPath.of("tasks"), DraftDocument.mapping().put("index", 0).put("name", "Main task"));
    document.add(FieldPath.of("phases"), phase(now));
    document.add(FieldPath.of("leaderboards"), board());
    return new DraftContent(document, Map.of(TERMS, TERMS_TEXT, OVERVIEW, OVERVIEW_TEXT), Map.of());
  }

  private static JsonNode phase(Instant now) {
    var start = now.atOffset(ZoneOffset.UTC).toLocalDateTime().withSecond(0).withNano(0);
    var phase = DraftDocument.mapping().put("index", 0).put("name", "Main phase");
    phase.set("start", FieldKind.TIME.read(List.of(start.toString())).orElseThrow());
    phase.set("tasks", DraftDocument.list().add(0));
    return phase
        .put("max_submissions_per_day", 5)
        .put("max_submissions", 100)
        .put("execution_time_limit", 600);
  }

  private static JsonNode board() {
    var column = DraftDocument.mapping().put("title", "Score").put("key", "score");
    column.put("index", 0).put("sorting", "desc").put("precision", 4);
    var board = DraftDocument.mapping().put("title", "Results").put("key", "results");
    board.put("submission_rule", "Force_Best").put("primary_index", 0);
    board.set("columns", DraftDocument.list().add(column));
    return board;
  }
}
