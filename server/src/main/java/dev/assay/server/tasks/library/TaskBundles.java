package dev.assay.server.tasks.library;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import dev.assay.bundle.Severity;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.TaskBundle;
import dev.assay.bundle.competition.TaskBundleReader;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.NewDataset;
import dev.assay.server.tasks.NewTask;
import dev.assay.server.tasks.Sharing;
import dev.assay.server.tasks.Sharing.Thing.OfTask;
import dev.assay.server.tasks.TaskAuthoring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Makes tasks from task bundles: everything a bundle describes, or nothing. */
@Service
final class TaskBundles {
  private final Storage storage;
  private final Datasets datasets;
  private final TaskAuthoring authoring;
  private final Sharing sharing;
  private final JdbcShelf shelf;
  private final TransactionOperations transactions;
  private final TaskBundleReader reader;
  private final Path scratch;

  TaskBundles(
      Storage storage,
      Datasets datasets,
      TaskAuthoring authoring,
      Sharing sharing,
      JdbcShelf shelf,
      TransactionOperations transactions,
      ServerSettings settings,
      Clock clock) {
    this.storage = storage;
    this.datasets = datasets;
    this.authoring = authoring;
    this.sharing = sharing;
    this.shelf = shelf;
    this.transactions = transactions;
    this.reader = new TaskBundleReader(clock);
    this.scratch = settings.data().resolve("tmp");
  }

  /**
   * What became of a bundle.
   *
   * @param key of the task; null where errors stand in the way
   */
  record Outcome(@Nullable UUID key, List<Finding> findings) {
    Outcome {
      findings = List.copyOf(findings);
    }
  }

  /** Reads the zip; it is a few programs and data, so that it is looked at while one waits. */
  Outcome upload(Account account, InputStream bytes, String name) throws IOException {
    Files.createDirectories(scratch);
    var zip = Files.createTempFile(scratch, "task", ".zip");
    try {
      Files.copy(bytes, zip, StandardCopyOption.REPLACE_EXISTING);
      try (var source = BundleSource.open(zip, ArchiveLimits.forBundles())) {
        var made = make(account, source);
        return new Outcome(
            made.key(),
            made.findings().stream().map(one -> one.calling(source.name(), name)).toList());
      }
    } finally {
      Files.delete(zip);
    }
  }

  private Outcome make(Account account, BundleSource source) throws IOException {
    var checked = reader.read(source);
    var findings = new ArrayList<>(checked.findings());
    var bundle = checked.task().orElse(null);
    if (bundle == null) {
      return new Outcome(null, findings);
    }
    var known = known(account, bundle, findings);
    if (findings.stream().anyMatch(one -> one.severity() == Severity.ERROR)) {
      return new Outcome(null, findings);
    }
    var blobs = new EnumMap<DatasetType, Blob>(DatasetType.class);
    for (var part : parts(bundle).entrySet()) {
      if (!known.containsKey(part.getKey())) {
        blobs.put(part.getKey(), store(checked.content(), part.getValue()));
      }
    }
    return new Outcome(create(account, bundle, known, blobs), findings);
  }

  private static Map<DatasetType, BundleReference> parts(TaskBundle bundle) {
    var parts = new EnumMap<DatasetType, BundleReference>(DatasetType.class);
    var files = bundle.files();
    parts.put(DatasetType.SCORING_PROGRAM, files.scoringProgram());
    put(parts, DatasetType.INGESTION_PROGRAM, files.ingestionProgram());
    put(parts, DatasetType.INPUT_DATA, files.inputData());
    put(parts, DatasetType.REFERENCE_DATA, files.referenceData());
    return parts;
  }

  private static void put(
      Map<DatasetType, BundleReference> parts, DatasetType type, @Nullable BundleReference part) {
    if (part != null) {
      parts.put(type, part);
    }
  }

  /** The data sets that the bundle names by key; those that cannot be used become findings. */
  private Map<DatasetType, DatasetId> known(
      Account account, TaskBundle bundle, List<Finding> findings) {
    var known = new EnumMap<DatasetType, DatasetId>(DatasetType.class);
    parts(bundle)
        .forEach(
            (type, reference) -> {
              if (reference instanceof DatasetKey(var key)) {
                datasets
                    .usable(key, account.id())
                    .filter(found -> found.type() == type)
                    .ifPresentOrElse(
                        found -> known.put(type, found.id()),
                        () -> findings.add(unknown(type, key)));
              }
            });
    return known;
  }

  private static Finding unknown(DatasetType type, UUID key) {
    return Finding.of(
            FindingCode.REF_04,
            Place.in("task.yaml"),
            "There is no data set of the type %s with the key %s that you may use."
                .formatted(type.text(), key))
        .fix("Put the zip into the bundle and name it by 'zip:'.");
  }

  private Blob store(BundleSource source, BundleReference reference) throws IOException {
    return switch (reference) {
      case BundleFile(var path) -> store(source.open(path), lastPart(path));
      case BundleFolder(var path) -> {
        var zip = Files.createTempFile(scratch, "part", ".zip");
        try {
          FolderZip.write(source.within(path), zip);
          yield store(Files.newInputStream(zip), lastPart(path) + ".zip");
        } finally {
          Files.delete(zip);
        }
      }
      case DatasetKey(var key) ->
          throw new IllegalArgumentException("Nothing is stored for the key " + key);
    };
  }

  private Blob store(InputStream content, String fileName) throws IOException {
    try (content) {
      return storage.store(content, fileName, "application/zip");
    }
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private UUID create(
      Account account,
      TaskBundle bundle,
      Map<DatasetType, DatasetId> known,
      Map<DatasetType, Blob> blobs) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              var ids = new EnumMap<DatasetType, DatasetId>(DatasetType.class);
              ids.putAll(known);
              blobs.forEach(
                  (type, blob) ->
                      ids.put(
                          type,
                          datasets.create(
                              new NewDataset(
                                  type,
                                  bundle.name() + ": " + blob.fileName(),
                                  account.id(),
                                  blob.id()))));
              var task = authoring.create(task(account, bundle, ids));
              sharing.makePublic(new OfTask(task), bundle.isPublic());
              return shelf.key(task);
            }));
  }

  private static NewTask task(Account account, TaskBundle bundle, Map<DatasetType, DatasetId> ids) {
    return new NewTask(
        account.id(),
        bundle.name(),
        bundle.description(),
        new NewTask.Parts(
            Objects.requireNonNull(ids.get(DatasetType.SCORING_PROGRAM)),
            ids.get(DatasetType.INGESTION_PROGRAM),
            ids.get(DatasetType.INPUT_DATA),
            ids.get(DatasetType.REFERENCE_DATA),
            bundle.ingestionOnlyDuringScoring(),
            false,
            false));
  }
}
