package dev.assay.server.accounts;

import java.util.Optional;

/** Whoever the present request comes from, by session or API token. */
public interface CurrentAccount {

  /** Empty for a visitor. */
  Optional<Account> find();

  /**
   * @throws org.springframework.security.access.AccessDeniedException for a visitor: leads to the
   *     log-in page or 401
   */
  Account require();
}
