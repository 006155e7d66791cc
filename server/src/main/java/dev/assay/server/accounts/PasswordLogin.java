package dev.assay.server.accounts;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Checks user name (or e-mail address) and password, and slows down whoever guesses. */
@Component
class PasswordLogin implements AuthenticationProvider {
  static final String DISABLED =
      "This account is disabled. Ask an administrator of this site why, and to enable it.";

  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final LoginThrottle throttle;

  /** Checked against when there is no such account, so that both answers take the same time. */
  private final String nobodysHash;

  PasswordLogin(JdbcClient jdbc, PasswordEncoder encoder, LoginThrottle throttle) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.throttle = throttle;
    this.nobodysHash = String.valueOf(encoder.encode("nobody's password"));
  }

  private record Candidate(long id, String passwordHash, boolean isDisabled) {}

  /**
   * The account these credentials open.
   *
   * @throws DisabledException if they are right, but the account is shut: nobody else is told
   */
  Optional<AccountPrincipal> check(String login, String password) {
    if (throttle.isBlocked(login)) {
      throw new LockedException(
          "Too many failed attempts: wait ten minutes, or ask for a new password.");
    }
    var candidate = candidate(login);
    var hash = candidate.map(Candidate::passwordHash).orElse(nobodysHash);
    if (!encoder.matches(password, hash) || candidate.isEmpty()) {
      throttle.failed(login);
      return Optional.empty();
    }
    throttle.succeeded(login);
    if (candidate.get().isDisabled()) {
      throw new DisabledException(DISABLED);
    }
    return candidate.map(found -> new AccountPrincipal(found.id()));
  }

  private Optional<Candidate> candidate(String login) {
    return jdbc.sql(
            """
            select id, password_hash, disabled_at is not null as is_disabled from account
             where (lower(username) = lower(:login) or lower(email) = lower(:login))
               and password_hash <> 'none'
             order by lower(username) = lower(:login) desc limit 1""")
        .param("login", login.strip().replace('\0', '\uFFFD'))
        .query(Candidate.class)
        .optional();
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    return check(attempt.getName(), String.valueOf(attempt.getCredentials()))
        .map(
            principal ->
                UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of()))
        .orElseThrow(() -> new BadCredentialsException("User name or password is wrong."));
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
