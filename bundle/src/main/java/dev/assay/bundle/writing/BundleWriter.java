package dev.assay.bundle.writing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.competition.CompetitionDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes competitions as bundles of version 2, complete or not at all. Parts keep the paths that
 * the definition gives them and are streamed, however large.
 */
public final class BundleWriter {
  private static final String DEFINITION = "competition.yaml";

  private final List<String> comment;
  private final Progress progress;

  /** A writer without comment that tells nobody how far it is. */
  public BundleWriter() {
    this(List.of(), (_, _, _) -> {});
  }

  /**
   * @param comment lines above the definition
   */
  public BundleWriter(List<String> comment, Progress progress) {
    this.comment = List.copyOf(comment);
    this.progress = progress;
  }

  /** Is told before each file. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param number of the file that comes next, counted from 1
     */
    void next(int number, int of, String path) throws IOException;
  }

  /**
   * Writes a zip.
   *
   * @param parts holds whatever the definition names by path, under the same path
   * @param target must not exist
   * @throws MissingPart if a part is not there; nothing was written then
   */
  public void writeZip(CompetitionDefinition definition, BundleSource parts, Path target)
      throws IOException {
    var layout = BundleLayout.plan(definition, parts);
    write(layout, parts, new ZipTarget(target));
  }

  /** Writes a folder, otherwise like {@link #writeZip}. */
  public void writeFolder(CompetitionDefinition definition, BundleSource parts, Path target)
      throws IOException {
    var layout = BundleLayout.plan(definition, parts);
    write(layout, parts, new FolderTarget(target));
  }

  private void write(BundleLayout.Planned layout, BundleSource parts, BundleTarget target)
      throws IOException {
    boolean isComplete = false;
    try {
      try (target) {
        text(target, DEFINITION, DefinitionYaml.writeForOthers(comment, layout.definition()));
        for (var text : layout.texts().entrySet()) {
          text(target, text.getKey(), text.getValue());
        }
        copy(target, parts, List.copyOf(layout.copied().values()));
      }
      isComplete = true;
    } finally {
      if (!isComplete) {
        target.discard();
      }
    }
  }

  private static void text(BundleTarget target, String path, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    target.file(new SourceEntry(path, false, bytes.length, false), new ByteArrayInputStream(bytes));
  }

  private void copy(BundleTarget target, BundleSource parts, List<SourceEntry> entries)
      throws IOException {
    for (int i = 0; i < entries.size(); i++) {
      SourceEntry entry = entries.get(i);
      progress.next(i + 1, entries.size(), entry.path());
      if (entry.isFolder()) {
        target.folder(entry.path());
      } else {
        try (InputStream content = parts.open(entry.path())) {
          target.file(entry, content);
        }
      }
    }
  }
}
