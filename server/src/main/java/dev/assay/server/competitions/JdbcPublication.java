package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who sees a competition: everybody, or those who have its key. */
@Component
final class JdbcPublication {
  private final JdbcClient jdbc;

  JdbcPublication(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void publish(CompetitionId id, boolean isPublished) {
    jdbc.sql("update competition set is_published = :published where id = :id")
        .param("id", id.value())
        .param("published", isPublished)
        .update();
  }

  Optional<UUID> secretKey(CompetitionId id) {
    return jdbc.sql("select secret_key from competition where id = :id")
        .param("id", id.value())
        .query(UUID.class)
        .optional();
  }
}
