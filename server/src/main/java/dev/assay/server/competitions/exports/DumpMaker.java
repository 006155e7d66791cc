package dev.assay.server.competitions.exports;

import dev.assay.bundle.writing.BundleWriter;
import dev.assay.server.competitions.exports.Dump.Content;
import dev.assay.server.competitions.imports.ImportFolder;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.RetriedTask;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Writes dumps. What is written lies in a temporary file until it is whole, and is listed once it
 * is stored: a process that dies leaves nothing that anybody sees, and the next begins anew.
 */
@Component
final class DumpMaker implements RetriedTask.Work {
  private final JdbcDumps dumps;
  private final CompetitionStates states;
  private final Storage storage;
  private final ImportFolder folder;
  private final ServerSettings settings;
  private final Clock clock;

  DumpMaker(
      JdbcDumps dumps,
      CompetitionStates states,
      Storage storage,
      ImportFolder folder,
      ServerSettings settings,
      Clock clock) {
    this.dumps = dumps;
    this.states = states;
    this.storage = storage;
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void run(long id) {
    if (!dumps.begin(id)) {
      return;
    }
    var dump = dumps.find(id).orElseThrow();
    var state =
        dump.content() == Content.FILES
            ? states.withFiles(dump.competition()).orElseThrow()
            : states.withKeys(dump.competition()).orElseThrow();
    var missing = missing(state.files());
    if (missing.isPresent()) {
      dumps.fail(
          id,
          "The storage of this site has lost '%s', so the competition cannot be exported whole. Upload the file again by a new version of the bundle."
              .formatted(missing.get()));
      return;
    }
    try {
      make(dump, state);
    } catch (IOException e) {
      throw new UncheckedIOException("Dump %d cannot be written".formatted(id), e);
    }
  }

  /** Looked for before anything is written, so that nobody waits for gigabytes in vain. */
  private Optional<String> missing(Map<String, BlobId> files) {
    for (var file : new TreeMap<>(files).entrySet()) {
      try {
        storage.localFile(file.getValue());
      } catch (NoSuchFileException e) {
        return Optional.of(file.getKey());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.empty();
  }

  private void make(Dump dump, CompetitionState state) throws IOException {
    var zip = folder.fresh();
    try {
      var writer =
          new BundleWriter(
              comment(dump),
              (number, of, path) ->
                  dumps.progress(
                      dump.id(), "Writing file %d of %d: %s".formatted(number, of, path)));
      writer.writeZip(state.definition(), StoredSource.of(state, storage), zip);
      dumps.progress(dump.id(), "Storing the bundle");
      var bundle = store(zip, fileName(state.definition().title()));
      if (!dumps.finish(dump.id(), bundle.id())) {
        storage.delete(bundle.id());
      }
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  private Blob store(Path zip, String name) throws IOException {
    try (var bytes = Files.newInputStream(zip)) {
      return storage.store(bytes, name, "application/zip");
    }
  }

  private List<String> comment(Dump dump) {
    var from =
        "Exported from %s/competitions/%s on %s."
            .formatted(settings.url(), dump.competition(), today());
    return dump.content() == Content.FILES
        ? List.of(from)
        : List.of(
            from,
            "Tasks and data sets are named by their keys: this bundle works on that site alone,",
            "and a competition made of it shares the tasks instead of copying them.");
  }

  private String fileName(String title) {
    var plain = title.replaceAll("[^\\p{L}\\p{N} ._-]+", "_").strip();
    return "%s %s.zip".formatted(plain.substring(0, Math.min(100, plain.length())), today());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  @Override
  public void giveUp(long id) {
    dumps.fail(
        id,
        "The site could not write the bundle. Try again, or tell the person who runs this site: its log says more about dump %d."
            .formatted(id));
  }
}
