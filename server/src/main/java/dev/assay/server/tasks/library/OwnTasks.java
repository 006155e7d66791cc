package dev.assay.server.tasks.library;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.LibraryTask;
import dev.assay.server.tasks.NewTask;
import dev.assay.server.tasks.NewTask.Needs;
import dev.assay.server.tasks.NewTask.Parts;
import dev.assay.server.tasks.Sharing;
import dev.assay.server.tasks.Sharing.Thing.OfTask;
import dev.assay.server.tasks.TaskAuthoring;
import dev.assay.server.tasks.TaskHistory;
import dev.assay.server.tasks.TaskHistory.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Makes, changes and deletes the tasks of their owners. */
@Service
final class OwnTasks {
  private static final int LONGEST_NOTE = 500;

  private final TaskAuthoring authoring;
  private final TaskHistory history;
  private final Datasets datasets;
  private final Sharing sharing;
  private final JdbcShelf shelf;
  private final TransactionOperations transactions;

  OwnTasks(
      TaskAuthoring authoring,
      TaskHistory history,
      Datasets datasets,
      Sharing sharing,
      JdbcShelf shelf,
      TransactionOperations transactions) {
    this.authoring = authoring;
    this.history = history;
    this.datasets = datasets;
    this.sharing = sharing;
    this.shelf = shelf;
    this.transactions = transactions;
  }

  /** Names and switches of a task. */
  record Wanted(String name, String description, boolean isPublic, WantedParts parts) {}

  /**
   * What a version is to be made of.
   *
   * @param keys of data sets, by use; empty text for none
   */
  record WantedParts(
      Map<DatasetType, String> keys,
      boolean ingestionOnlyDuringScoring,
      boolean shareOutput,
      boolean showReferenceData) {

    String key(DatasetType type) {
      return keys.getOrDefault(type, "").strip();
    }
  }

  Kept create(Account account, Wanted wanted) {
    var problems = new LinkedHashMap<String, String>();
    Naming.check(wanted.name(), wanted.description(), problems);
    var parts = parts(account, wanted.parts(), Needs.NONE, problems);
    if (parts.isEmpty() || !problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              var id =
                  authoring.create(
                      new NewTask(
                          account.id(),
                          wanted.name().strip(),
                          wanted.description().strip(),
                          parts.get()));
              sharing.makePublic(new OfTask(id), wanted.isPublic());
              return new Kept.Done(shelf.key(id));
            }));
  }

  /** A version equal to the newest one is not made. */
  Kept addVersion(Account account, LibraryTask task, WantedParts wanted, String note) {
    var problems = new LinkedHashMap<String, String>();
    var newest = history.versions(task.id()).getFirst();
    var parts = parts(account, wanted, newest.needs(), problems);
    if (note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0) {
      problems.put("note", "The note has at most %d characters.".formatted(LONGEST_NOTE));
    }
    if (parts.isEmpty() || !problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    if (parts(newest).equals(parts.get())) {
      return Kept.Refused.because(
          "", "Nothing would change: these are the files and settings of the newest version.");
    }
    authoring.addVersion(task.id(), parts.get(), note.strip());
    return new Kept.Done(task.key());
  }

  private static Parts parts(Version version) {
    return new Parts(
        Objects.requireNonNull(id(version, DatasetType.SCORING_PROGRAM)),
        id(version, DatasetType.INGESTION_PROGRAM),
        id(version, DatasetType.INPUT_DATA),
        id(version, DatasetType.REFERENCE_DATA),
        version.ingestionOnlyDuringScoring(),
        version.shareOutput(),
        version.showReferenceData(),
        version.needs());
  }

  private static @Nullable DatasetId id(Version version, DatasetType type) {
    var part = version.parts().get(type);
    return part == null ? null : part.id();
  }

  private Optional<Parts> parts(
      Account account, WantedParts wanted, Needs needs, Map<String, String> problems) {
    var scoring = part(account, wanted, DatasetType.SCORING_PROGRAM, problems);
    var ingestion = part(account, wanted, DatasetType.INGESTION_PROGRAM, problems);
    var input = part(account, wanted, DatasetType.INPUT_DATA, problems);
    var reference = part(account, wanted, DatasetType.REFERENCE_DATA, problems);
    if (scoring == null) {
      problems.putIfAbsent(
          field(DatasetType.SCORING_PROGRAM), "A task needs a scoring program: choose one.");
      return Optional.empty();
    }
    if (wanted.ingestionOnlyDuringScoring() && ingestion == null) {
      problems.putIfAbsent(
          "ingestionOnlyDuringScoring",
          "There is no ingestion program that could run during scoring: choose one.");
    }
    return Optional.of(
        new Parts(
            scoring,
            ingestion,
            input,
            reference,
            wanted.ingestionOnlyDuringScoring(),
            wanted.shareOutput(),
            wanted.showReferenceData(),
            needs));
  }

  private @Nullable DatasetId part(
      Account account, WantedParts wanted, DatasetType type, Map<String, String> problems) {
    var text = wanted.key(type);
    if (text.isEmpty()) {
      return null;
    }
    var found =
        uuid(text)
            .flatMap(key -> datasets.usable(key, account.id()))
            .filter(one -> one.type() == type);
    if (found.isEmpty()) {
      problems.put(
          field(type),
          "There is no data set of the type %s with the key %s that you may use."
              .formatted(type.text(), text));
      return null;
    }
    return found.get().id();
  }

  static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** How forms and the API name a part. */
  static String field(DatasetType type) {
    return switch (type) {
      case SCORING_PROGRAM -> "scoringProgram";
      case INGESTION_PROGRAM -> "ingestionProgram";
      case INPUT_DATA -> "inputData";
      case REFERENCE_DATA -> "referenceData";
      case PUBLIC_DATA, STARTING_KIT, SOLUTION, COMPETITION_BUNDLE -> type.text();
    };
  }

  Kept change(LibraryTask task, String name, String description) {
    var problems = new LinkedHashMap<String, String>();
    Naming.check(name, description, problems);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    shelf.describe(task.id(), name.strip(), description.strip());
    return new Kept.Done(task.key());
  }

  /** Only a task that no phase has and no submission was measured with can go. */
  Kept delete(LibraryTask task) {
    return shelf.delete(task.id())
        ? new Kept.Done(task.key())
        : Kept.Refused.because(
            "", "It is used, or submissions were measured with it, so it stays.");
  }
}
