package dev.assay.server.accounts;

import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

@Component
class SecurityCurrentAccount implements CurrentAccount {
  private final Accounts accounts;

  SecurityCurrentAccount(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Optional<Account> find() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
            && authentication.getPrincipal() instanceof AccountPrincipal principal
        ? accounts.byId(principal.id())
        : Optional.empty();
  }

  @Override
  public Account require() {
    return find().orElseThrow(() -> new AccessDeniedException("Log in first."));
  }
}
