package dev.assay.server.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Gives an account a new random password, printed on standard output, and ends its sessions; one
 * that was disabled is enabled, and that is noted. Needs the database's address and credentials in
 * {@code ASSAY_DATABASE_URL}, {@code ASSAY_DATABASE_USER} and {@code ASSAY_DATABASE_PASSWORD}, and
 * no running site. Where {@code ASSAY_ADMIN_PASSWORD_FILE} names a file, it goes on telling the
 * first administrator's password.
 */
public final class ResetPassword {

  private ResetPassword() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    if (arguments.length != 1) {
      System.err.println("Name one user: reset-password USER");
      System.exit(2);
    }
    var password = Passwords.random();
    if (!reset(arguments[0], password)) {
      System.err.println("There is no account named " + arguments[0] + ".");
      System.exit(1);
    }
    keepInFile(arguments[0], password);
    System.out.println(password);
  }

  /**
   * The start of a site names the file as the place where the password stands: it must stay true.
   */
  private static void keepInFile(String username, String password) throws IOException {
    var file = System.getenv("ASSAY_ADMIN_PASSWORD_FILE");
    if (file != null && username.equalsIgnoreCase("admin") && Files.exists(Path.of(file))) {
      Files.writeString(Path.of(file), password + "\n"); // Keeps the file's mode, 0600.
    }
  }

  private static boolean reset(String username, String password) throws SQLException {
    var credentials = new Properties();
    credentials.setProperty("user", environment("ASSAY_DATABASE_USER"));
    credentials.setProperty("password", environment("ASSAY_DATABASE_PASSWORD"));
    try (var connection =
        DriverManager.getConnection(environment("ASSAY_DATABASE_URL"), credentials)) {
      return reset(connection, username, password);
    }
  }

  /**
   * @return whether there is such an account
   */
  static boolean reset(Connection connection, String username, String password)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            """
                with before as (
                  select id, disabled_at from account where lower(username) = lower(?) for no key update)
                , changed as (
                  update account a set password_hash = ?, disabled_at = null from before
                   where a.id = before.id returning a.id)
                , noted as (
                  insert into account_disabling (account_id, disabled, reason, at)
                  select id, false, 'A new password was given.', now() from before
                   where disabled_at is not null)
                , ended as (
                  delete from spring_session where principal_name in (select id::text from changed))
                select id from changed""")) {
      update.setString(1, username);
      update.setString(2, Passwords.encoder().encode(password));
      return update.executeQuery().next();
    }
  }

  private static String environment(String name) {
    var value = System.getenv(name);
    if (value == null) {
      System.err.println("Set " + name + ".");
      System.exit(2);
    }
    return value == null ? "" : value;
  }
}
