package dev.assay.cli.demo;

import dev.assay.cli.site.SiteClient;
import dev.assay.postgres.SecretFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * People of the demo: made by signing up, their generated passwords in files only the owner of the
 * data can read.
 */
final class DemoAccounts {
  private final SiteClient visitor;
  private final Path folder;
  private final Map<String, SiteClient> known = new HashMap<>();

  DemoAccounts(SiteClient visitor, Path folder) {
    this.visitor = visitor;
    this.folder = folder;
  }

  SiteClient administrator() {
    return known.computeIfAbsent(
        "admin", name -> visitor.loggedIn(name, SecretFile.read(folder.resolve("admin-password"))));
  }

  /** Logs them in, after signing them up the first time. */
  SiteClient participant(String username, String displayName) {
    return known.computeIfAbsent(username, name -> participantOnce(name, displayName));
  }

  private SiteClient participantOnce(String username, String displayName) {
    var password = SecretFile.readOrCreate(passwordFile(username));
    try {
      return visitor.loggedIn(username, password);
    } catch (SiteClient.Refused e) {
      visitor.post(
          "/api/v1/accounts",
          Map.of("username", username, "displayName", displayName, "password", password));
      return visitor.loggedIn(username, password);
    }
  }

  Path passwordFile(String username) {
    return folder.resolve("demo-password-" + username);
  }
}
