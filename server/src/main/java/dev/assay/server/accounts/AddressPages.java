package dev.assay.server.accounts;

import dev.assay.server.accounts.ConfirmAddressView.State;
import dev.assay.server.kernel.SecretToken;
import dev.assay.server.web.Screen;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where a link leads by which an address is confirmed. It works in any browser, since mail is read
 * on another machine; and only a button confirms, since programs that look for bad links in mail
 * follow them. Neither page says whose link it is, and opening one says not even whether it works.
 */
@Controller
class AddressPages {
  private final AddressLinks links;

  AddressPages(AddressLinks links) {
    this.links = links;
  }

  @GetMapping("/confirm-address")
  ModelAndView ask(@RequestParam(defaultValue = "") String token) {
    return Screen.page(new ConfirmAddressView(token, State.ASKED));
  }

  @PostMapping("/confirm-address")
  ModelAndView confirm(@RequestParam(defaultValue = "") String token) {
    return links.use(SecretToken.of(token))
        ? Screen.page(new ConfirmAddressView("", State.CONFIRMED))
        : Screen.page(new ConfirmAddressView("", State.REFUSED), HttpStatus.GONE);
  }
}
