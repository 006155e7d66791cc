package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.exports.StoredSource;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Storage;
import java.util.Map;

/**
 * A state as it is kept: its texts, {@code competition.yaml} among them, and where its files lie.
 */
record StoredState(Map<String, String> texts, Map<String, BlobId> files) {

  StoredState {
    texts = Map.copyOf(texts);
    files = Map.copyOf(files);
  }

  static StoredState of(CompetitionState state) {
    return new StoredState(StoredSource.allTexts(state.definition()), state.files());
  }

  StoredSource source(Storage storage) {
    return StoredSource.of(texts, files, storage);
  }
}
