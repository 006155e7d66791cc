package dev.assay.server.submissions;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists submissions page by page, newest first. A page costs the same however many there are: of
 * each phase its newest ones are read off an index, and of those the newest stay.
 */
@Repository
class JdbcSubmissionLists {
  private final JdbcClient jdbc;

  JdbcSubmissionLists(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a list shows of a submission by itself. */
  record Entry(
      SubmissionId id,
      PhaseId phase,
      AccountId account,
      String fileName,
      Instant receivedAt,
      SubmissionState state,
      boolean isDeleted) {}

  /** Of which kind. */
  enum Which {
    /** Neither deleted nor sent in to try the competition. */
    ENTRIES("is_entry"),
    /** And what an organiser took away, which its owner goes on seeing. */
    OWN("(is_entry or deleted_by <> account_id)"),
    DELETED("deleted_at is not null");

    private final String sql;

    Which(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }

  /**
   * Which ones.
   *
   * @param account null for everybody's
   * @param state null for any
   * @param before only those with a smaller id
   */
  record Wanted(
      Collection<PhaseId> phases,
      @Nullable AccountId account,
      @Nullable SubmissionState state,
      Which which,
      long before,
      int most) {}

  List<Entry> list(Wanted wanted) {
    var account = wanted.account();
    var state = wanted.state();
    var sql =
        """
        select s.* from unnest(:phases) as of_phase (id)
         cross join lateral (
           select id, phase_id, account_id, file_name, received_at, state, deleted_at from submission
            where phase_id = of_phase.id and id < :before and %s %s %s
            order by id desc limit :most) s
         order by s.id desc limit :most
        """
            .formatted(
                wanted.which().sql(),
                account == null ? "" : "and account_id = :account",
                state == null ? "" : "and state = :state");
    var query =
        jdbc.sql(sql)
            .param("phases", wanted.phases().stream().map(PhaseId::value).toArray(Long[]::new))
            .param("before", wanted.before())
            .param("most", wanted.most());
    if (account != null) {
      query = query.param("account", account.value());
    }
    if (state != null) {
      query = query.param("state", state.stored());
    }
    return query.query(JdbcSubmissionLists::entry).list();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    return new Entry(
        new SubmissionId(row.getLong("id")),
        new PhaseId(row.getLong("phase_id")),
        new AccountId(row.getLong("account_id")),
        row.getString("file_name"),
        SqlTime.read(row, "received_at"),
        SubmissionState.of(row.getString("state")),
        row.getObject("deleted_at") != null);
  }
}
