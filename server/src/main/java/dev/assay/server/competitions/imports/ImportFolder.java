package dev.assay.server.competitions.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A place on disk for the archives that imports make on their way. */
record ImportFolder(Path root) {

  /**
   * A file of one import that does not exist yet. What an interrupted try has left there is
   * removed: an import makes one at a time.
   */
  Path fresh(ImportId id) throws IOException {
    var file = Files.createDirectories(root).resolve("import-" + id + ".zip");
    Files.deleteIfExists(file);
    return file;
  }
}
