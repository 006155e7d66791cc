package dev.assay.server.accounts;

import dev.assay.server.web.CurrentViewer;
import dev.assay.server.web.Viewer;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the layout who is there. Whoever has an account may make competitions. */
@Component
class SecurityViewer implements CurrentViewer {
  private final CurrentAccount current;

  SecurityViewer(CurrentAccount current) {
    this.current = current;
  }

  @Override
  public Optional<Viewer> find() {
    return current
        .find()
        .map(account -> new Viewer(account.displayName(), true, account.isAdministrator()));
  }
}
