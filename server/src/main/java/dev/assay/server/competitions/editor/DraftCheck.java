package dev.assay.server.competitions.editor;

import dev.assay.bundle.Finding;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.editor.Draft.Target;
import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets the check of bundles speak about a draft, as whoever writes in it at the moment. */
@Component
final class DraftCheck {
  private final BundleIntake intake;
  private final BundleReader reader;
  private final Storage storage;
  private final CurrentAccount current;

  DraftCheck(BundleIntake intake, BundleReader reader, Storage storage, CurrentAccount current) {
    this.intake = intake;
    this.reader = reader;
    this.storage = storage;
    this.current = current;
  }

  /**
   * What is to be said of a content.
   *
   * @param target the competition that is to be changed; what that may take from the site, the plan
   *     judges, since it also knows what the competition has already
   */
  List<Finding> check(DraftContent content, @Nullable Target target) {
    try (var source = DraftBundle.of(content, storage)) {
      return target == null
          ? intake.check(source, current.require().id())
          : reader.read(source).findings();
    } catch (IOException e) {
      throw new UncheckedIOException("A draft's files cannot be read", e);
    }
  }
}
