package dev.assay.server.accounts;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;

/**
 * Where a link to confirm an address leads. Posts {@code token} to {@code /confirm-address}.
 *
 * @param token as the link has it; empty once it was tried
 */
public record ConfirmAddressView(String token, State state) implements PageView {

  /** How far it is. */
  public enum State {
    ASKED,
    CONFIRMED,
    REFUSED
  }

  @Override
  public String template() {
    return "accounts/confirm-address";
  }

  @Override
  public String title() {
    return "Confirm an e-mail address";
  }

  @Override
  public Section section() {
    return Section.ACCOUNT;
  }
}
