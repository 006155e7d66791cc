package dev.assay.worker;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.runner.OpenTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fetches and unpacks what one step of a Codabench site needs, into a folder of its own. */
final class ForeignFiles {
  /** A site asks for scoring before the predictions have arrived. */
  private static final int TRIES_FOR_PREDICTIONS = 10;

  private final ForeignSite site;
  private final Path folder;
  private final Duration betweenTries;

  ForeignFiles(ForeignSite site, Path folder, Duration betweenTries) {
    this.site = site;
    this.folder = folder;
    this.betweenTries = betweenTries;
  }

  /** The unpacked tree; null if there is no such address. */
  @Nullable Path tree(String name, @Nullable String address, boolean participants)
      throws FetchFailed, ForeignFailed, IOException, InterruptedException {
    return address == null ? null : fetched(name, address, participants);
  }

  private Path fetched(String name, String address, boolean participants)
      throws FetchFailed, ForeignFailed, IOException, InterruptedException {
    var archive = archive(name);
    site.get(address, archive);
    return unpacked(name, archive, participants);
  }

  Path archive(String name) {
    return folder.resolve(name + ".zip");
  }

  private Path unpacked(String name, Path archive, boolean participants)
      throws FetchFailed, IOException {
    var limits = participants ? ArchiveLimits.forSubmissions() : ArchiveLimits.forBundles();
    var tree = folder.resolve(name);
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

  /** Waits for predictions that are still on their way: nothing there yet, or an empty file. */
  Path predictions(@Nullable String address)
      throws FetchFailed, ForeignFailed, IOException, InterruptedException {
    if (address == null) {
      throw FetchFailed.storage("The message names no predictions to score");
    }
    var archive = archive("predictions");
    for (int tries = 1; ; tries++) {
      try {
        site.get(address, archive);
        if (Files.size(archive) > 0) {
          return unpacked("predictions", archive, true);
        }
      } catch (ForeignFailed e) {
        if (tries == TRIES_FOR_PREDICTIONS) {
          throw e;
        }
      }
      if (tries == TRIES_FOR_PREDICTIONS) {
        throw FetchFailed.storage("The predictions to score never arrived");
      }
      Thread.sleep(betweenTries);
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
