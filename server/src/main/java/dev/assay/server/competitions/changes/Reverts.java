package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.BundleReader;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Brings versions back: a plan like any other, that leads to what the competition was. */
@Service
final class Reverts {
  private final JdbcVersions versions;
  private final CompetitionChanges changes;
  private final BundleReader reader;
  private final Storage storage;

  Reverts(JdbcVersions versions, CompetitionChanges changes, BundleReader reader, Storage storage) {
    this.versions = versions;
    this.changes = changes;
    this.reader = reader;
    this.storage = storage;
  }

  /** Plans to go back; empty if there is no such version. */
  Optional<Planned> plan(CompetitionId competition, int number, AccountId by) {
    return versions.find(competition, number).map(version -> plan(competition, version, by));
  }

  private Planned plan(CompetitionId competition, Version version, AccountId by) {
    var reason = new Reason(by, Origin.REVERT, "Back to version " + version.number());
    try (var source = versions.state(version).source(storage)) {
      return changes.plan(competition, reader.read(source), reason);
    } catch (IOException e) {
      throw new UncheckedIOException("Version %d cannot be read".formatted(version.id()), e);
    }
  }
}
