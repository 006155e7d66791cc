package dev.assay.server.accounts;

import dev.assay.server.accounts.AccountDisabling.Act;
import dev.assay.server.accounts.AccountDisabling.Outcome;
import dev.assay.server.accounts.AccountDisabling.Wish;
import dev.assay.server.web.Screen;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** One account as administrators see it: who it is, and whether it may come in. */
@Controller
class AccountAccessPages {
  private final CurrentAccount current;
  private final AccountList accounts;
  private final AccountDisabling disabling;

  AccountAccessPages(CurrentAccount current, AccountList accounts, AccountDisabling disabling) {
    this.current = current;
    this.accounts = accounts;
    this.disabling = disabling;
  }

  @GetMapping("/accounts/{username}")
  ModelAndView one(@PathVariable String username) {
    return Screen.page(view(username, "", ""));
  }

  @PostMapping("/accounts/{username}/disabled")
  ModelAndView change(
      @PathVariable String username,
      @RequestParam boolean disabled,
      @RequestParam(defaultValue = "") String reason) {
    var wish = new Wish(username, disabled, reason);
    return switch (disabling.carryOut(current.requireAdministrator().id(), wish)) {
      case Outcome.Done() ->
          new ModelAndView(new RedirectView("/accounts/" + username, true, false));
      case Outcome.Unknown() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      case Outcome.Refused(var why) ->
          Screen.page(view(username, reason, why), HttpStatus.UNPROCESSABLE_CONTENT);
    };
  }

  private AccountEntryView view(String username, String reason, String problem) {
    var me = current.requireAdministrator();
    var entry = entry(username);
    return new AccountEntryView(
        AccountListPages.row(entry),
        entry.isDisabled(),
        fixed(me, entry),
        disabling.acts(username).stream()
            .map(act -> new AccountEntryView.Act(act.isDisabled(), by(act), act.reason(), act.at()))
            .toList(),
        reason,
        problem);
  }

  private static String fixed(Account me, AccountList.Entry entry) {
    if (entry.isTheSitesOwn()) {
      return "The site keeps this account for its own test runs; nobody can log in to it.";
    }
    return entry.id() == me.id().value()
        ? "This is your own account: another administrator can disable it."
        : "";
  }

  private static String by(Act act) {
    return act.by() == null ? "the command line" : act.by();
  }

  private AccountList.Entry entry(String username) {
    return accounts
        .entry(username)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /**
   * @param disablings that it was shut and opened again, the newest first
   */
  record OneBody(AccountList.Entry account, List<Act> disablings) {}

  @GetMapping("/api/v1/accounts/{username}")
  @ResponseBody
  OneBody json(@PathVariable String username) {
    current.requireAdministrator();
    return new OneBody(entry(username), disabling.acts(username));
  }

  record Disabled(@Nullable Boolean disabled, @Nullable String reason) {}

  @PutMapping("/api/v1/accounts/{username}/disabled")
  ResponseEntity<Map<String, Object>> put(
      @PathVariable String username, @RequestBody Disabled wanted) {
    var me = current.requireAdministrator();
    if (wanted.disabled() == null || wanted.reason() == null) {
      return error(
          HttpStatus.BAD_REQUEST,
          "Send {\"disabled\": true, \"reason\": \"…\"}, or false to let them in again.");
    }
    var wish = new Wish(username, wanted.disabled(), wanted.reason());
    return switch (disabling.carryOut(me.id(), wish)) {
      case Outcome.Done() ->
          ResponseEntity.ok(Map.of("username", username, "disabled", wish.disabled()));
      case Outcome.Unknown() ->
          error(HttpStatus.NOT_FOUND, "There is no account called " + username + ".");
      case Outcome.Refused(var why) -> error(HttpStatus.UNPROCESSABLE_CONTENT, why);
    };
  }

  private static ResponseEntity<Map<String, Object>> error(HttpStatus status, String message) {
    return ResponseEntity.status(status).body(Map.of("error", message));
  }
}
