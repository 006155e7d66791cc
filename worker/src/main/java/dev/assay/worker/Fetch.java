package dev.assay.worker;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.bundle.archive.Unpacked;
import dev.assay.contract.BlobLink;
import dev.assay.runner.OpenTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Fetches one archive into a draft folder and unpacks it there, as untrusted data. */
record Fetch(Transfer transfer, Path draft) {

  /** Returns how many bytes the tree {@code tree} takes. */
  long run(BlobLink link, boolean submission, BooleanSupplier wanted)
      throws FetchFailed, IOException, InterruptedException {
    // The name is part of what is said about the archive.
    var archive = draft.resolve("archive");
    try {
      transfer.fetch(link, archive, wanted);
    } catch (Transfer.Failed e) {
      throw FetchFailed.storage(String.valueOf(e.getMessage()));
    }
    var tree = draft.resolve("tree");
    var unpacked = unpack(archive, tree, submission);
    if (!unpacked.isComplete()) {
      throw unreadable(link, submission, unpacked);
    }
    Files.delete(archive);
    OpenTree.open(tree);
    return unpacked.bytes();
  }

  private static Unpacked unpack(Path archive, Path tree, boolean submission) throws IOException {
    var limits = submission ? ArchiveLimits.forSubmissions() : ArchiveLimits.forBundles();
    return new SafeUnpack(limits, Strictness.TOLERANT).unpack(archive, tree);
  }

  private static FetchFailed unreadable(BlobLink link, boolean submission, Unpacked unpacked) {
    var error = unpacked.findings().stream().filter(Finding::isError).findFirst().orElseThrow();
    var fix = error.fix();
    return FetchFailed.unreadable(
        submission,
        "%s cannot be unpacked: %s".formatted(link.fileName(), error.message()),
        fix == null ? "It has to be a zip archive of plain files and folders." : fix);
  }
}
