package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.competitions.imports.ImportId;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Sends a draft the way of every bundle. */
@Component
final class DraftCreation {
  private final JdbcDrafts drafts;
  private final BundleIntake intake;
  private final Storage storage;
  private final TransactionOperations transactions;
  private final ServerSettings settings;
  private final Clock clock;

  DraftCreation(
      JdbcDrafts drafts,
      BundleIntake intake,
      Storage storage,
      TransactionOperations transactions,
      ServerSettings settings,
      Clock clock) {
    this.drafts = drafts;
    this.intake = intake;
    this.storage = storage;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Queues the import that makes the competition. The draft is closed with it in one transaction,
   * so that a second click finds it closed.
   *
   * @return the import; empty if the draft has changed meanwhile
   */
  Optional<ImportId> create(Draft draft) {
    var bundle = bundle(draft);
    return transactions.execute(
        status -> {
          var id = intake.take(bundle, draft.owner());
          if (drafts.beginCreation(draft.id(), draft.version(), id)) {
            return Optional.of(id);
          }
          status.setRollbackOnly();
          return Optional.<ImportId>empty();
        });
  }

  private Blob bundle(Draft draft) {
    try {
      var folder = Files.createDirectories(settings.data().resolve("tmp"));
      var zip = Files.createTempFile(folder, "draft", ".zip");
      try {
        try (var out = Files.newOutputStream(zip)) {
          DraftZip.write(DraftBundle.of(draft.content(), storage), out, clock.instant());
        }
        try (var bytes = Files.newInputStream(zip)) {
          return storage.store(bytes, fileName(draft), "application/zip");
        }
      } finally {
        Files.delete(zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The bundle of a draft cannot be stored", e);
    }
  }

  /** The title as the name of a file. */
  static String fileName(Draft draft) {
    var name = draft.title().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
    var shown = name.length() > 60 ? name.substring(0, 60) : name;
    return (shown.isEmpty() ? "competition" : shown) + ".zip";
  }
}
