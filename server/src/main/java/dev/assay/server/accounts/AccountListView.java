package dev.assay.server.accounts;

import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All accounts, for administrators, the newest first.
 *
 * @param query what was searched for, or empty
 * @param place the parameters of this very page, to come back to
 * @param newestUrl the first page, or null where this is it
 * @param olderUrl the next page, or null on the last one
 * @param problem why something was not done, or empty
 */
public record AccountListView(
    String query,
    String place,
    List<Row> rows,
    @Nullable String newestUrl,
    @Nullable String olderUrl,
    String problem)
    implements PageView {

  /**
   * An account.
   *
   * @param email empty where none was given
   * @param marks what it is beside an ordinary account
   * @param mayConfirm whether its address waits for being confirmed
   */
  public record Row(
      String username,
      String name,
      String email,
      Badge address,
      List<String> marks,
      Instant since,
      boolean mayConfirm,
      boolean isRobot,
      boolean isTheSitesOwn) {
    public Row {
      marks = List.copyOf(marks);
    }

    /** Where things of this account are posted to. */
    public String url() {
      return "/accounts/" + username;
    }
  }

  public AccountListView {
    rows = List.copyOf(rows);
  }

  @Override
  public String template() {
    return "accounts/list";
  }

  @Override
  public String title() {
    return "Accounts";
  }

  @Override
  public Section section() {
    return Section.ACCOUNT;
  }
}
