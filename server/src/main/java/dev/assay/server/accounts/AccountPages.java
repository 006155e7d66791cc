package dev.assay.server.accounts;

import dev.assay.server.accounts.Registration.Registered;
import dev.assay.server.accounts.Registration.SignUp;
import dev.assay.server.web.NewTokenView;
import dev.assay.server.web.Screen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Log in, sign up, and one's own account. */
@Controller
class AccountPages {
  /** By the parameter that the page is opened with after something was done. */
  private static final Map<String, String> NOTICES =
      Map.of(
          "password-changed", "Your password is changed, and you are logged out everywhere else.",
          "email-changed", "Your e-mail address is changed.",
          "link-sent",
              "A letter with a link is on its way to your address. The link works for %d hours."
                  .formatted(AddressLinks.VALID_FOR.toHours()));

  private final CurrentAccount current;
  private final Registration registration;
  private final OwnAccount own;
  private final ApiTokens tokens;
  private final AddressLinks links;
  private final SessionStart sessions;

  AccountPages(
      CurrentAccount current,
      Registration registration,
      OwnAccount own,
      ApiTokens tokens,
      AddressLinks links,
      SessionStart sessions) {
    this.current = current;
    this.registration = registration;
    this.own = own;
    this.tokens = tokens;
    this.links = links;
    this.sessions = sessions;
  }

  @GetMapping("/login")
  ModelAndView login(@RequestParam Map<String, String> query) {
    var error =
        query.containsKey(LoginFirst.INTERRUPTED)
            ? "You were not logged in any more, and what you sent was not done. Log in, then go back to it and send it again."
            : "";
    return Screen.page(new LoginView("", error, "", true));
  }

  /** What a refused log-in is answered with; whoever comes here otherwise just gets the form. */
  @PostMapping(LoginFailure.PAGE)
  ModelAndView refused(
      @RequestAttribute(name = LoginFailure.WHY, required = false) @Nullable String why,
      @RequestParam(defaultValue = "") String username) {
    return why == null ? redirect("/login") : Screen.page(new LoginView(username, why, "", true));
  }

  @GetMapping("/sign-up")
  ModelAndView signUp() {
    return signUpForm("", "", Map.of());
  }

  @PostMapping("/sign-up")
  ModelAndView signUp(
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (registration.signUp(
        new SignUp(username.strip(), email, null, password), Sender.of(request))) {
      case Registered.Welcome(var account) -> {
        sessions.begin(new AccountPrincipal(account.id().value()), request, response);
        yield redirect("/");
      }
      case Registered.Refused(var problems) -> signUpForm(username, email, problems);
    };
  }

  private static ModelAndView signUpForm(
      String username, String email, Map<String, String> problems) {
    var view = new SignUpView(username, email, problems, Registration.SHORTEST_PASSWORD);
    return Screen.page(view, problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @GetMapping("/account")
  ModelAndView account(@RequestParam Map<String, String> query) {
    return account(
        Map.of(),
        Map.of(),
        NOTICES.entrySet().stream()
            .filter(notice -> query.containsKey(notice.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(""));
  }

  private ModelAndView account(
      Map<String, String> errors, Map<String, String> typed, String notice) {
    var account = current.require();
    var listed =
        tokens.of(account.id()).stream()
            .map(
                token ->
                    new AccountView.Token(
                        token.id(),
                        token.name(),
                        token.hint(),
                        token.createdAt(),
                        token.lastUsedAt()))
            .toList();
    var roles =
        Stream.of("take part", "make competitions", "administer this site")
            .limit(account.isAdministrator() ? 3 : 2)
            .toList();
    var email = own.email(account.id());
    var view =
        new AccountView(
            account.username(),
            email.text(),
            email.isConfirmed(),
            links.areSent() && !email.text().isEmpty() && !email.isConfirmed(),
            roles,
            listed,
            errors,
            typed,
            notice);
    return Screen.page(view, errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @PostMapping("/account/tokens")
  ModelAndView createToken(@RequestParam(defaultValue = "") String name) {
    var account = current.require();
    if (!ApiTokens.isName(name)) {
      var problem =
          "Say what the token is for, such as the machine it will lie on, in at most %d characters."
              .formatted(ApiTokens.LONGEST_NAME);
      return account(Map.of("name", problem), Map.of("name", name), "");
    }
    var token = tokens.create(account.id(), name);
    return Screen.page(
        new NewTokenView(
            name.strip(),
            token.reveal(),
            "It lets a script or the command line act as you.",
            "ASSAY_TOKEN=" + token.reveal() + " ./assay submit --site URL --phase ID FILE --wait",
            "/account",
            "Back to your account"));
  }

  @PostMapping("/account/tokens/{id}/revoke")
  ModelAndView revokeToken(@PathVariable long id) {
    tokens.revoke(current.require().id(), id);
    return redirect("/account");
  }

  @PostMapping("/account/email")
  ModelAndView changeEmail(
      @RequestParam(defaultValue = "") String present,
      @RequestParam(defaultValue = "") String email,
      HttpServletRequest request) {
    var problems = own.changeEmail(current.require().id(), present, email, Sender.of(request));
    return problems.isEmpty()
        ? redirect("/account?email-changed")
        : account(problems, Map.of("email", email), "");
  }

  @PostMapping("/account/confirmation-link")
  ModelAndView sendLink(HttpServletRequest request) {
    var refusal = links.send(current.require().id(), Sender.of(request));
    return refusal.isEmpty()
        ? redirect("/account?link-sent")
        : account(Map.of("link", refusal), Map.of(), "");
  }

  @PostMapping("/account/password")
  ModelAndView changePassword(
      @RequestParam(name = "current", defaultValue = "") String before,
      @RequestParam(name = "password", defaultValue = "") String after,
      HttpSession session) {
    var problems = own.changePassword(current.require().id(), session.getId(), before, after);
    return problems.isEmpty()
        ? redirect("/account?password-changed")
        : account(problems, Map.of(), "");
  }

  private static ModelAndView redirect(String path) {
    return new ModelAndView(new RedirectView(path, true, false));
  }
}
