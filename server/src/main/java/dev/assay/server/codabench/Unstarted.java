package dev.assay.server.codabench;

import dev.assay.bundle.program.ProgramMetadata;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.runs.Offer;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose fault it is that nothing of what was submitted ran. The worker does not tell: it goes on
 * whether its engine refused or the command is none.
 */
@Component
final class Unstarted {
  private static final int MOST = 1024 * 1024;

  private final Storage storage;

  Unstarted(Storage storage) {
    this.storage = storage;
  }

  /**
   * @param details what else it may have been, in the worker's words or about it
   */
  Failure failure(Offer offer, String details) throws IOException {
    var why = whyNot(offer.submitted());
    return why == null
        ? StepFailures.worker(Step.PREDICT, details)
        : StepFailures.failure(
            Cause.PREDICTION_NOT_STARTED,
            Step.PREDICT,
            Program.PROGRAM,
            null,
            "The submission's program could not be run: " + StepFailures.shown(why),
            "Correct the command in its metadata.yaml, or leave the file out if nothing is to be run.",
            List.of());
  }

  /** Why it cannot be run; null if it can. */
  private @Nullable String whyNot(BlobId submitted) throws IOException {
    var folder = Files.createTempDirectory("assay-submitted");
    try {
      unpackMetadata(submitted, folder);
      return switch (ProgramMetadata.read(folder)) {
        case ProgramMetadata.WithoutCommand(var place, var why, _) -> place.text() + ": " + why;
        case ProgramMetadata.Unusable(var place, var why) -> place.text() + ": " + why;
        case ProgramMetadata.Command command when command.isList() ->
            command.place().text()
                + ": the command is a list, which this kind of worker does not run";
        case ProgramMetadata.Command _, ProgramMetadata.Absent _ -> null;
      };
    } finally {
      for (var name : ProgramMetadata.FILES) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  private void unpackMetadata(BlobId submitted, Path folder) throws IOException {
    try (var zip = new ZipInputStream(storage.open(submitted))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (ProgramMetadata.FILES.contains(entry.getName())) {
          Files.write(folder.resolve(entry.getName()), zip.readNBytes(MOST));
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      // What could be read of it has to do.
      return;
    }
  }
}
