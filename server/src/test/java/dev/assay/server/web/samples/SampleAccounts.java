package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.accounts.AccountEntryView;
import dev.assay.server.accounts.AccountListView;
import dev.assay.server.accounts.AccountView;
import dev.assay.server.accounts.ConfirmAddressView;
import dev.assay.server.accounts.ConfirmAddressView.State;
import dev.assay.server.accounts.LoginView;
import dev.assay.server.accounts.SignUpView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.NewTokenView;
import dev.assay.server.web.Tone;
import java.util.List;
import java.util.Map;

/** Logging in and one's own account. */
final class SampleAccounts {

  private SampleAccounts() {}

  static LoginView login() {
    return new LoginView("ada", "The user name or the password is wrong.", "", true);
  }

  static SignUpView signUp() {
    return new SignUpView(
        "grace",
        "grace@example.org",
        Map.of("username", "Somebody is already called “grace”. Choose another name."),
        10);
  }

  static AccountView account() {
    return new AccountView(
        "ada",
        "ada@example.org",
        false,
        true,
        List.of("take part", "make competitions"),
        List.of(
            new AccountView.Token(
                1,
                "nightly script",
                "assay_7Kq",
                NOW.minusSeconds(2_500_000),
                NOW.minusSeconds(70)),
            new AccountView.Token(2, "laptop", "assay_x0B", NOW.minusSeconds(90_000), null)),
        Map.of(),
        Map.of(),
        "");
  }

  static ConfirmAddressView confirmAddress(State state) {
    return new ConfirmAddressView("assayl_0", state);
  }

  static AccountListView list() {
    var confirmed = new Badge(Tone.GOOD, "Confirmed");
    var open = new Badge(Tone.NEUTRAL, "Not confirmed");
    return new AccountListView(
        "example",
        "?q=example",
        List.of(
            row("grace", "Grace Hopper", "grace@navy.example", open, List.of()),
            row(
                "nightly-bot",
                "nightly-bot",
                "",
                new Badge(Tone.NEUTRAL, "No address"),
                List.of("robot")),
            row(
                "ada",
                "Ada Lovelace",
                "ada.lovelace@analytical-engines.example.org",
                confirmed,
                List.of("administrator")),
            row(
                "m".repeat(30),
                "Somebody with a name that does not end soon",
                "m".repeat(50) + "@example.org",
                open,
                List.of("disabled"))),
        "/accounts?q=example",
        "/accounts?q=example&before=7",
        "");
  }

  private static AccountListView.Row row(
      String username, String name, String email, Badge address, List<String> marks) {
    return new AccountListView.Row(
        username,
        name,
        email,
        address,
        marks,
        NOW.minusSeconds(700_000),
        address.word().equals("Not confirmed"),
        marks.contains("robot"),
        false);
  }

  static AccountEntryView enabled() {
    var badge = new Badge(Tone.NEUTRAL, "Not confirmed");
    var row = row("grace", "Grace Hopper", "grace@navy.example", badge, List.of());
    return new AccountEntryView(
        row, false, "", List.of(), "", "Give a reason; it is kept on record.");
  }

  static AccountEntryView disabled() {
    var row =
        row(
            "m".repeat(30),
            "Somebody with a name that does not end soon",
            "m".repeat(50) + "@example.org",
            new Badge(Tone.GOOD, "Confirmed"),
            List.of("robot", "disabled"));
    return new AccountEntryView(
        row,
        true,
        "",
        List.of(
            new AccountEntryView.Act(
                true, "ada", "Sends in what others submitted.", NOW.minusSeconds(7_000)),
            new AccountEntryView.Act(
                false, "the command line", "A new password was given.", NOW.minusSeconds(90_000)),
            new AccountEntryView.Act(true, "ada", "Left.", NOW.minusSeconds(900_000))),
        "",
        "");
  }

  static NewTokenView newToken() {
    return new NewTokenView(
        "laptop",
        "assay_x0BW1mC2q8nT5vY7zR4kJ9hL3pD6sF0g",
        "Whoever has it acts as you.",
        "ASSAY_TOKEN=… ./assay submit --site https://assay.example.org --phase 12 digits.zip",
        "/account",
        "Back to your account");
  }
}
