package dev.assay.server.accounts;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Whoever the present request comes from, by session or API token. */
public interface CurrentAccount {

  /** Empty for a visitor. */
  Optional<Account> find();

  /**
   * @throws org.springframework.security.access.AccessDeniedException for a visitor: leads to the
   *     log-in page or 401
   */
  Account require();

  /**
   * For what others are not told of.
   *
   * @throws ResponseStatusException 404 for everybody who does not administer the site; a visitor
   *     is asked to log in, as by {@link #require}
   */
  default Account requireAdministrator() {
    var account = require();
    if (!account.isAdministrator()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return account;
  }
}
