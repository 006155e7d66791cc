package dev.assay.bundle.quirks;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.TaskBundleReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The smallest bundle that has one thing wrong with it.
 *
 * @param severity how grave that is
 * @param isTask whether it is the bundle of a task and not of a competition
 */
public record Quirk(FindingCode code, Severity severity, boolean isTask, ZipBuilder zip) {

  /** All that is found in it. */
  public List<Finding> findings() {
    try {
      Path file = Files.createTempFile("quirk", ".zip");
      try (var source = BundleSource.open(zip.write(file), ArchiveLimits.forBundles())) {
        return isTask
            ? new TaskBundleReader(SampleBundle.CLOCK).read(source).findings()
            : new BundleReader(SampleBundle.CLOCK).read(source).findings();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return code.text();
  }
}
