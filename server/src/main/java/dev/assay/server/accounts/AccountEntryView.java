package dev.assay.server.accounts;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;

/**
 * One account, for administrators.
 *
 * @param fixed why it can neither be shut nor opened, or empty
 * @param acts that it was shut and opened again, the newest first
 * @param reason what was typed into a form that was refused, or empty
 * @param problem why something was not done, or empty
 */
public record AccountEntryView(
    AccountListView.Row account,
    boolean isDisabled,
    String fixed,
    List<Act> acts,
    String reason,
    String problem)
    implements PageView {

  /** That it was shut, or opened again. */
  public record Act(boolean isDisabled, String by, String reason, Instant at) {}

  public AccountEntryView {
    acts = List.copyOf(acts);
  }

  @Override
  public String template() {
    return "accounts/one";
  }

  @Override
  public String title() {
    return account.username();
  }

  @Override
  public Section section() {
    return Section.ACCOUNT;
  }
}
