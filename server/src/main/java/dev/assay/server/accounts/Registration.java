package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Makes accounts. */
@Service
class Registration {
  static final int SHORTEST_PASSWORD = 10;
  static final String NO_ADDRESS =
      "Write an e-mail address like ada@example.org, or leave it empty.";
  private static final int LONGEST_EMAIL = 254;

  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final AddressLinks links;
  private final TransactionOperations transactions;
  private final Clock clock;

  Registration(
      JdbcClient jdbc,
      PasswordEncoder encoder,
      AddressLinks links,
      TransactionOperations transactions,
      Clock clock) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.links = links;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What somebody typed. */
  public record SignUp(
      String username, @Nullable String email, @Nullable String displayName, String password) {}

  /** Either an account, or what to correct, by field. */
  public sealed interface Registered {
    record Welcome(Account account) implements Registered {}

    record Refused(Map<String, String> problems) implements Registered {}
  }

  /** Makes an ordinary account, and sends a link to its address where there is mail. */
  Registered signUp(SignUp wanted, Sender sender) {
    var problems = problems(wanted);
    if (!problems.isEmpty()) {
      return new Registered.Refused(problems);
    }
    try {
      return new Registered.Welcome(
          Objects.requireNonNull(transactions.execute(_ -> welcomed(wanted, sender))));
    } catch (DuplicateKeyException e) {
      return new Registered.Refused(taken(e));
    }
  }

  /** Where no link may be sent now, the account is made all the same; one is asked for later. */
  private Account welcomed(SignUp wanted, Sender sender) {
    var account = insert(wanted, false);
    if (blankToNull(wanted.email()) != null) {
      links.send(account.id(), sender);
    }
    return account;
  }

  Account insert(SignUp wanted, boolean administrator) {
    var displayName = blankToNull(wanted.displayName());
    var name = displayName == null ? wanted.username() : displayName;
    var id =
        jdbc.sql(
                """
                insert into account (username, email, display_name, password_hash, is_administrator, created_at)
                values (:username, :email, :name, :hash, :administrator, :now) returning id""")
            .param("username", wanted.username())
            .param("email", blankToNull(wanted.email()))
            .param("name", name)
            .param("hash", encoder.encode(wanted.password()))
            .param("administrator", administrator)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single();
    return new Account(new AccountId(id), wanted.username(), name, administrator);
  }

  private static Map<String, String> problems(SignUp wanted) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (!wanted.username().matches("[A-Za-z0-9][A-Za-z0-9._-]{1,29}")) {
      problems.put(
          "username",
          "Use 2 to 30 letters, digits, dots, dashes or underscores, starting with a letter or digit.");
    }
    if (!isAddressOrEmpty(wanted.email())) {
      problems.put("email", NO_ADDRESS);
    }
    if (wanted.displayName() != null && wanted.displayName().length() > 100) {
      problems.put("displayName", "Use at most 100 characters.");
    }
    if (wanted.password().length() < SHORTEST_PASSWORD || wanted.password().length() > 200) {
      problems.put("password", "Use at least " + SHORTEST_PASSWORD + " characters, at most 200.");
    } else if (wanted.password().equalsIgnoreCase(wanted.username())) {
      problems.put("password", "Use something other than the user name.");
    }
    return problems;
  }

  /** Whether it looks like an e-mail address that letters can be sent to, or there is none. */
  static boolean isAddressOrEmpty(@Nullable String text) {
    var email = blankToNull(text);
    return email == null
        || (email.length() <= LONGEST_EMAIL
            && email.matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+\\.[^@\\s\\p{Cntrl}]+"));
  }

  private static Map<String, String> taken(DuplicateKeyException e) {
    return String.valueOf(e.getMessage()).contains("account_email")
        ? Map.of("email", "An account with this e-mail address exists: log in instead.")
        : Map.of("username", "This user name is taken: choose another.");
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
