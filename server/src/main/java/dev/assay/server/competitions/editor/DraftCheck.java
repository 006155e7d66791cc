package dev.assay.server.competitions.editor;

import dev.assay.bundle.Finding;
import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets the check of bundles speak about a draft. */
@Component
final class DraftCheck {
  private final BundleIntake intake;
  private final Storage storage;

  DraftCheck(BundleIntake intake, Storage storage) {
    this.intake = intake;
    this.storage = storage;
  }

  List<Finding> check(DraftContent content, AccountId owner) {
    try {
      return intake.check(DraftBundle.of(content, storage), owner);
    } catch (IOException e) {
      throw new UncheckedIOException("A draft's files cannot be read", e);
    }
  }
}
