package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What organisers wrote to be read. */
@Component
final class JdbcCompetitionTexts {
  private final JdbcClient jdbc;

  JdbcCompetitionTexts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A page as it was written, Markdown or HTML. */
  record Page(String title, String content) {}

  List<Page> pages(CompetitionId id) {
    var sql =
        "select title, content from competition_page where competition_id = :id order by position";
    return jdbc.sql(sql)
        .param("id", id.value())
        .query((row, _) -> new Page(row.getString("title"), row.getString("content")))
        .list();
  }

  /** May be empty. */
  String terms(CompetitionId id) {
    return jdbc.sql("select terms from competition where id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }
}
