package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.PhaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Extensions of deadlines and limits, for scripts. */
@RestController
class ExtensionApi {
  private final Extensions extensions;
  private final Competitions competitions;
  private final Accounts accounts;
  private final CurrentAccount current;

  ExtensionApi(
      Extensions extensions, Competitions competitions, Accounts accounts, CurrentAccount current) {
    this.extensions = extensions;
    this.competitions = competitions;
    this.accounts = accounts;
    this.current = current;
  }

  /**
   * @param participant user name; null for everybody
   */
  record ExtensionBody(
      @Nullable String participant,
      @Nullable Instant endsAt,
      @Nullable Integer morePerDay,
      @Nullable Integer moreInAll,
      @Nullable String reason) {}

  @PostMapping("/api/v1/phases/{id}/extensions")
  ResponseEntity<?> grant(@PathVariable long id, @RequestBody ExtensionBody body) {
    var by = current.require();
    var phase = phase(by, id);
    var participant = body.participant();
    var account = participant == null ? null : accounts.byUsername(participant).orElse(null);
    if (participant != null && account == null) {
      return refused("Nobody here is called %s.".formatted(participant));
    }
    var wish =
        new Extensions.Wish(
            account == null ? null : account.id(),
            body.endsAt(),
            Objects.requireNonNullElse(body.morePerDay(), 0),
            Objects.requireNonNullElse(body.moreInAll(), 0),
            Objects.requireNonNullElse(body.reason(), ""));
    return switch (extensions.grant(by.id(), phase, wish)) {
      case Extensions.Answer.Granted() ->
          ResponseEntity.status(HttpStatus.CREATED).body(list(id).getFirst());
      case Extensions.Answer.Refused(var why) -> refused(why);
    };
  }

  private static ResponseEntity<?> refused(String why) {
    return ResponseEntity.unprocessableContent().body(Map.of("error", why));
  }

  /**
   * @param participant display name; null for everybody
   */
  record ExtensionState(
      @Nullable String participant,
      @Nullable Instant endsAt,
      int morePerDay,
      int moreInAll,
      String reason,
      Instant at) {}

  @GetMapping("/api/v1/phases/{id}/extensions")
  List<ExtensionState> list(@PathVariable long id) {
    var phase = phase(current.require(), id);
    var granted = extensions.of(phase.id());
    var names =
        accounts.displayNames(
            granted.stream().map(Extensions.Extension::account).filter(Objects::nonNull).toList());
    return granted.stream()
        .map(
            one ->
                new ExtensionState(
                    one.account() == null ? null : names.of(one.account()),
                    one.endsAt(),
                    one.morePerDay(),
                    one.moreInAll(),
                    one.reason(),
                    one.at()))
        .toList();
  }

  private Phase phase(Account account, long id) {
    return competitions
        .phase(new PhaseId(id))
        .filter(phase -> competitions.standing(account, phase.competition()).isOrganiser())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
