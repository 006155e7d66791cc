package dev.assay.server.accounts;

import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All accounts, for administrators, and the marks that they set. */
@Repository
class AccountList {
  static final int PAGE = 50;

  private static final String ENTRY =
      """
      select id, username, display_name, email, email_confirmed_at, is_robot,
             is_administrator, disabled_at, password_hash = 'none' as is_the_sites_own, created_at
        from account
      """;

  private final JdbcClient jdbc;

  AccountList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An account as administrators see it.
   *
   * @param email null where none was given
   * @param isTheSitesOwn whether the site made it for its test runs: nobody logs in to it
   */
  record Entry(
      long id,
      String username,
      String displayName,
      @Nullable String email,
      boolean isConfirmed,
      boolean isRobot,
      boolean isAdministrator,
      boolean isDisabled,
      boolean isTheSitesOwn,
      Instant createdAt) {}

  /**
   * @param next what the next page begins after; null on the last one
   */
  record Page(List<Entry> entries, @Nullable Long next) {}

  /**
   * The newest first.
   *
   * @param words in user name, display name or address; empty for all
   * @param before only older ones: the last one of the page before
   */
  Page page(String words, @Nullable Long before) {
    var found =
        jdbc.sql(
                ENTRY
                    + """
                 where (cast(:before as bigint) is null or id < :before)
                   and (username ilike :like or display_name ilike :like or email ilike :like)
                 order by id desc limit :most""")
            .param("before", before)
            .param("like", "%" + literally(words) + "%")
            .param("most", PAGE + 1)
            .query(AccountList::entry)
            .list();
    return found.size() <= PAGE
        ? new Page(found, null)
        : new Page(found.subList(0, PAGE), found.get(PAGE - 1).id());
  }

  /** Case does not matter. */
  Optional<Entry> entry(String username) {
    return jdbc.sql(ENTRY + " where lower(username) = lower(:name)")
        .param("name", username)
        .query(AccountList::entry)
        .optional();
  }

  /** No character of it means anything but itself. */
  private static String literally(String words) {
    return words.strip().replace("\0", "").replaceAll("([\\\\%_])", "\\\\$1");
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    return new Entry(
        row.getLong("id"),
        row.getString("username"),
        row.getString("display_name"),
        row.getString("email"),
        row.getObject("email_confirmed_at") != null,
        row.getBoolean("is_robot"),
        row.getBoolean("is_administrator"),
        row.getObject("disabled_at") != null,
        row.getBoolean("is_the_sites_own"),
        SqlTime.read(row, "created_at"));
  }

  /**
   * @return whether there is such an account
   */
  boolean markRobot(String username, boolean isRobot) {
    return jdbc.sql("update account set is_robot = :robot where lower(username) = lower(:name)")
            .param("robot", isRobot)
            .param("name", username)
            .update()
        == 1;
  }
}
