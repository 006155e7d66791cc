package dev.assay.server.accounts;

import dev.assay.server.web.Badge;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** Where administrators look accounts up, confirm addresses, and say which are programs'. */
@Controller
class AccountListPages {
  private final CurrentAccount current;
  private final AccountList accounts;
  private final EmailConfirmation confirmation;

  AccountListPages(CurrentAccount current, AccountList accounts, EmailConfirmation confirmation) {
    this.current = current;
    this.accounts = accounts;
    this.confirmation = confirmation;
  }

  /**
   * Which part of the list is looked at.
   *
   * @param q what to search for
   * @param before only older ones
   */
  record Place(@Nullable String q, @Nullable Long before) {
    String words() {
      return Objects.requireNonNullElse(q, "").strip();
    }

    String url(String path, @Nullable Long olderThan) {
      var url = UriComponentsBuilder.fromPath(path);
      if (!words().isEmpty()) {
        url.queryParam("q", "{q}");
      }
      if (olderThan != null) {
        url.queryParam("before", olderThan);
      }
      return words().isEmpty()
          ? url.toUriString()
          : url.encode().buildAndExpand(words()).toUriString();
    }
  }

  @GetMapping("/accounts")
  ModelAndView list(Place place) {
    current.requireAdministrator();
    return Screen.page(view(place, ""));
  }

  /**
   * @param next the address of the older ones; null on the last page
   */
  record ListBody(List<AccountList.Entry> accounts, @Nullable String next) {}

  @GetMapping("/api/v1/accounts")
  @ResponseBody
  ListBody json(Place place) {
    current.requireAdministrator();
    var page = accounts.page(place.words(), place.before());
    var next = page.next() == null ? null : place.url("/api/v1/accounts", page.next());
    return new ListBody(page.entries(), next);
  }

  /**
   * @param email as the page showed it, so that none is confirmed that was not meant
   */
  @PostMapping("/accounts/{username}/confirmed-email")
  ModelAndView confirm(@PathVariable String username, @RequestParam String email, Place place) {
    current.requireAdministrator();
    return confirmation.confirm(username, email)
        ? to(place)
        : Screen.page(
            view(place, username + " has another address by now: look at it once more."),
            HttpStatus.CONFLICT);
  }

  @PostMapping("/accounts/{username}/robot")
  ModelAndView robot(@PathVariable String username, @RequestParam boolean robot, Place place) {
    current.requireAdministrator();
    if (!accounts.markRobot(username, robot)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return to(place);
  }

  private AccountListView view(Place place, String problem) {
    var page = accounts.page(place.words(), place.before());
    return new AccountListView(
        place.words(),
        place.url("", place.before()),
        page.entries().stream().map(AccountListPages::row).toList(),
        place.before() == null ? null : place.url("/accounts", null),
        page.next() == null ? null : place.url("/accounts", page.next()),
        problem);
  }

  static AccountListView.Row row(AccountList.Entry entry) {
    var email = Objects.requireNonNullElse(entry.email(), "");
    return new AccountListView.Row(
        entry.username(),
        entry.displayName(),
        email,
        entry.isConfirmed()
            ? new Badge(Tone.GOOD, "Confirmed")
            : new Badge(Tone.NEUTRAL, email.isEmpty() ? "No address" : "Not confirmed"),
        marks(entry),
        entry.createdAt(),
        !email.isEmpty() && !entry.isConfirmed(),
        entry.isRobot(),
        entry.isTheSitesOwn());
  }

  private static List<String> marks(AccountList.Entry entry) {
    var marks = new ArrayList<String>();
    if (entry.isAdministrator()) {
      marks.add("administrator");
    }
    if (entry.isRobot()) {
      marks.add("robot");
    }
    if (entry.isTheSitesOwn()) {
      marks.add("the site's own");
    } else if (entry.isDisabled()) {
      marks.add("disabled");
    }
    return marks;
  }

  private static ModelAndView to(Place place) {
    return new ModelAndView(
        new RedirectView(place.url("/accounts", place.before()), true, false, false));
  }
}
