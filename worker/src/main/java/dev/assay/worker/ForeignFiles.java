package dev.assay.worker;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.contract.Sha256;
import dev.assay.runner.OpenTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fetches and unpacks what one step of a Codabench site needs, into a folder of its own. */
final class ForeignFiles {

  /** A site asks for scoring before the predictions have arrived. */
  private final ForeignSite site;

  private final Path folder;
  private final BlobCache cache;
  private final WorkerSettings.Timing timing;
  private final List<BlobCache.Pinned> pinned = new ArrayList<>();

  ForeignFiles(ForeignSite site, Path folder, BlobCache cache, WorkerSettings.Timing timing) {
    this.site = site;
    this.folder = folder;
    this.cache = cache;
    this.timing = timing;
  }

  /** The unpacked tree; null if there is no such address. */
  @Nullable Path tree(String name, @Nullable String address, boolean participants)
      throws FetchFailed, IOException, InterruptedException {
    return address == null ? null : fetched(name, address, participants);
  }

  private Path fetched(String name, String address, boolean participants)
      throws FetchFailed, IOException, InterruptedException {
    var archive = archive(name);
    fetch(name, address, archive);
    return unpacked(name, archive, folder.resolve(name), participants);
  }

  private void fetch(String name, String address, Path archive)
      throws FetchFailed, InterruptedException {
    try {
      site.get(address, archive);
    } catch (ForeignFailed e) {
      throw FetchFailed.storage("The %s cannot be had. %s".formatted(name, e.getMessage()));
    }
  }

  /**
   * The same, kept for the steps that follow. These sites' workers know data by its address without
   * the signature; so the path of one never comes to stand for something else.
   */
  @Nullable Path cached(String name, @Nullable String address)
      throws FetchFailed, IOException, InterruptedException {
    if (address == null) {
      return null;
    }
    var key = "address-" + Sha256.hex(ForeignSite.withoutQuery(address));
    var tree =
        cache.get(
            key,
            draft -> {
              var archive = draft.resolve(name + ".zip");
              fetch(name, address, archive);
              unpacked(name, archive, draft.resolve("tree"), false);
              Files.delete(archive);
              return size(draft);
            });
    pinned.add(tree);
    return tree.tree();
  }

  private static long size(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      long size = 0;
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        size += Files.size(file);
      }
      return size;
    }
  }

  /** The step is over: what it kept in the cache may go when room is needed. */
  void close() {
    pinned.forEach(BlobCache.Pinned::close);
    pinned.clear();
  }

  Path archive(String name) {
    return folder.resolve(name + ".zip");
  }

  private static Path unpacked(String name, Path archive, Path tree, boolean participants)
      throws FetchFailed, IOException {
    var limits = participants ? ArchiveLimits.forSubmissions() : ArchiveLimits.forBundles();
    var unpacked = new SafeUnpack(limits, Strictness.TOLERANT).unpack(archive, tree);
    if (!unpacked.isComplete()) {
      var error = unpacked.findings().stream().filter(Finding::isError).findFirst().orElseThrow();
      throw FetchFailed.unreadable(
          participants,
          "%s cannot be unpacked: %s".formatted(name, error.message()),
          "It has to be a zip archive of plain files and folders.");
    }
    OpenTree.open(tree);
    return tree;
  }

  /**
   * Waits for predictions that are still on their way: nothing there yet, or an empty file.
   *
   * @param wanted asked between tries
   */
  Path predictions(@Nullable String address, BooleanSupplier wanted)
      throws FetchFailed, IOException, InterruptedException {
    if (address == null) {
      throw FetchFailed.storage("The message names no predictions to score");
    }
    var archive = archive("predictions");
    var patience = new Patience(timing.longestPause());
    long end = System.nanoTime() + timing.storagePatience().toNanos();
    while (true) {
      var why = "The predictions to score are not there yet";
      try {
        site.get(address, archive);
        if (isZip(archive)) {
          return unpacked("predictions", archive, folder.resolve("predictions"), true);
        }
      } catch (ForeignFailed e) {
        why = "%s: %s".formatted(why, e.getMessage());
      }
      if (!wanted.getAsBoolean() || System.nanoTime() > end) {
        throw FetchFailed.storage("The predictions to score never arrived");
      }
      patience.pause(why);
    }
  }

  /** What is only half there, or a page that says so, is none. */
  private static boolean isZip(Path archive) throws IOException {
    try (var in = Files.newInputStream(archive)) {
      return Arrays.equals(in.readNBytes(2), new byte[] {'P', 'K'});
    }
  }

  Path zipped(String name, Path tree) throws IOException {
    var zip = archive(name);
    try (var source = BundleSource.open(tree, ArchiveLimits.forBundles())) {
      FolderZip.write(source, zip);
    }
    return zip;
  }
}
