package dev.assay.server.notifications;

import dev.assay.server.accounts.AddressLetters;
import dev.assay.server.kernel.ServerSettings;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Sends by mail the links by which addresses are confirmed. */
@Component
class ConfirmationLetters implements AddressLetters {
  private final Letters letters;
  private final ServerSettings server;

  ConfirmationLetters(Letters letters, ServerSettings server) {
    this.letters = letters;
    this.server = server;
  }

  @Override
  public boolean areSent() {
    return letters.isOn();
  }

  @Override
  public void send(Link link) {
    letters.writeTo(
        link.address(),
        link.account(),
        "confirm-address " + HexFormat.of().formatHex(link.token().sha256(), 0, 8),
        "Confirm your e-mail address",
        """
        Somebody gave this address for the account %s on %s

        If it was you, open this link and confirm that the address is yours. It works once, within
        %d hours:
        %s/confirm-address?token=%s

        If it was not you, do nothing: the address then gives that account no rights.
        """
            .formatted(
                link.username(),
                server.url(),
                link.validFor().toHours(),
                server.url(),
                link.token().reveal()));
  }
}
