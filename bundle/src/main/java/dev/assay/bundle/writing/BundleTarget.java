package dev.assay.bundle.writing;

import dev.assay.bundle.archive.SourceEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Where the files of a bundle go: a zip or a folder. */
interface BundleTarget extends Closeable {

  /** Makes an empty folder; one that is there already stays. */
  void folder(String path) throws IOException;

  /** Writes a file; the content is read to its end and not closed. */
  void file(SourceEntry entry, InputStream content) throws IOException;

  /** Takes away what was written so far; to be called after {@link #close}. */
  void discard() throws IOException;
}
