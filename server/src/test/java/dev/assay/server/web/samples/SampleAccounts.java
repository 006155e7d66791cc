package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.accounts.AccountView;
import dev.assay.server.accounts.LoginView;
import dev.assay.server.accounts.SignUpView;
import dev.assay.server.web.NewTokenView;
import java.util.List;
import java.util.Map;

/** Logging in and one's own account. */
public final class SampleAccounts {

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
