package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what organisers say of a competition beside its pages. */
@Component
final class JdbcAbout {
  private final JdbcClient jdbc;

  JdbcAbout(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param contact an e-mail address
   * @param report usually the address of a paper about the results
   */
  record About(@Nullable String reward, @Nullable String contact, @Nullable String report) {}

  About of(CompetitionId id) {
    return jdbc.sql("select reward, contact_email, report from competition where id = :id")
        .param("id", id.value())
        .query(
            (row, _) ->
                new About(
                    row.getString("reward"),
                    row.getString("contact_email"),
                    row.getString("report")))
        .single();
  }
}
