package dev.assay.server.competitions.exports;

import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.writing.DefinitionYaml;
import dev.assay.bundle.writing.References;
import dev.assay.contract.Sha256;
import dev.assay.server.kernel.BlobId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A competition as it is, as a bundle would say it.
 *
 * @param definition names its files by path; tasks and phases have their keys
 * @param files where they are stored, by path; a competition without logo names {@link
 *     StoredSource#NO_LOGO}, which is not among them
 */
public record CompetitionState(CompetitionDefinition definition, Map<String, BlobId> files) {

  public CompetitionState {
    files = Map.copyOf(files);
  }

  /**
   * Equal for equal states, and different after any change that a bundle could tell, but for the
   * names of data sets, which are no part of a competition, and what has been migrated, which
   * happens and is not asked for.
   */
  public String fingerprint() {
    var digest = Sha256.fresh();
    digest.update(
        DefinitionYaml.write(References.withoutMigrations(definition.withLabels(Map.of())))
            .getBytes(StandardCharsets.UTF_8));
    StoredSource.texts(definition)
        .forEach(
            (path, text) -> digest.update((path + "\n" + text).getBytes(StandardCharsets.UTF_8)));
    new TreeMap<>(files)
        .forEach(
            (path, blob) -> digest.update((path + "=" + blob).getBytes(StandardCharsets.UTF_8)));
    return Sha256.hex(digest);
  }
}
