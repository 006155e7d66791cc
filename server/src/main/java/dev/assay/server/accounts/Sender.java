package dev.assay.server.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * From where something was asked, so that one place cannot ask too often.
 *
 * @param network an address of IPv4; of IPv6 the first half, since whoever has one address has all
 *     with that half
 */
record Sender(String network) {

  static Sender of(HttpServletRequest request) {
    return at(request.getRemoteAddr());
  }

  /** A proxy may have told anything: what is no address is one place, too. */
  static Sender at(String address) {
    try {
      var found = InetAddress.ofLiteral(address);
      return found instanceof Inet6Address
          ? new Sender(HexFormat.of().formatHex(found.getAddress(), 0, 8) + "/64")
          : new Sender(found.getHostAddress());
    } catch (IllegalArgumentException e) {
      return new Sender("unknown");
    }
  }
}
