package dev.assay.server.storage;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which blobs anything refers to. Features refer to them by foreign keys and in no other way, so
 * PostgreSQL knows them all, also those of features that come later.
 */
final class BlobReferences {
  private final JdbcClient jdbc;

  BlobReferences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Reference(String table, String column) {}

  /**
   * A condition on {@code b.id} that holds if nothing refers to the blob.
   *
   * @throws IllegalStateException if some reference would let go of its blob by itself, so that its
   *     constraint protects nothing
   */
  String none() {
    var weak =
        jdbc.sql(
                """
                select conrelid::regclass::text from pg_constraint
                where contype = 'f' and confrelid = 'blob'::regclass and confdeltype not in ('a', 'r')
                """)
            .query(String.class)
            .list();
    if (!weak.isEmpty()) {
      throw new IllegalStateException("References to blobs must forbid their deletion: " + weak);
    }
    return all().stream()
        .map(
            one ->
                "not exists (select 1 from %s r where r.%s = b.id)"
                    .formatted(one.table(), one.column()))
        .collect(Collectors.joining(" and "));
  }

  private List<Reference> all() {
    return jdbc.sql(
            """
            select c.conrelid::regclass::text as table, quote_ident(a.attname) as column
            from pg_constraint c
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'f' and c.confrelid = 'blob'::regclass
            order by 1, 2
            """)
        .query((row, _) -> new Reference(row.getString("table"), row.getString("column")))
        .list();
  }
}
