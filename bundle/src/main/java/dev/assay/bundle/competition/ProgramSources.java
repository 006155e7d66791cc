package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The texts of a program that can be searched: scripts and metadata, bounded in number and size.
 *
 * @param isWhole whether nothing was left out that might hold code
 */
record ProgramSources(List<SourceText> texts, List<Finding> faults, boolean isWhole) {
  private static final Pattern SOURCE =
      Pattern.compile("(?:.*\\.(?:py|sh|r|R|jl|pl)|(?:.*/)?metadata(?:\\.yaml)?)");
  private static final Pattern METADATA = Pattern.compile("(?:.*/)?metadata(?:\\.yaml)?");
  private static final Pattern OPAQUE =
      Pattern.compile(".*\\.(?:so|pyd|exe|jar|class|whl|zip|gz|tar|dll|bin|ipynb|js|java|c|cpp)");
  private static final long MAX_FILE = 256 << 10;
  private static final int MAX_FILES = 300;

  /** One file. */
  record SourceText(String path, List<String> lines) {}

  ProgramSources {
    texts = List.copyOf(texts);
    faults = List.copyOf(faults);
  }

  static ProgramSources read(BundleSource program) throws IOException {
    List<SourceText> texts = new ArrayList<>();
    List<Finding> faults = new ArrayList<>();
    boolean isWhole = true;
    for (SourceEntry entry : program.entries()) {
      boolean isSource = !entry.isFolder() && SOURCE.matcher(entry.path()).matches();
      boolean isWithin = entry.size() <= MAX_FILE && texts.size() < MAX_FILES;
      isWhole &= !isOpaque(entry) && (!isSource || isWithin);
      if (isSource && isWithin) {
        try (InputStream content = program.open(entry.path())) {
          String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
          texts.add(new SourceText(entry.path(), text.lines().toList()));
        } catch (ArchiveFault fault) {
          faults.add(fault.finding());
          isWhole = false;
        }
      }
    }
    return new ProgramSources(texts, faults, isWhole);
  }

  /** Compiled code may do what no text says; a file without ending is often an executable. */
  private static boolean isOpaque(SourceEntry entry) {
    return !entry.isFolder()
        && (OPAQUE.matcher(entry.path()).matches() || entry.isExecutable())
        && !SOURCE.matcher(entry.path()).matches();
  }

  /** Whether there is more than metadata. */
  boolean hasCode() {
    return texts.stream().anyMatch(text -> !METADATA.matcher(text.path()).matches());
  }

  /** Whether a word occurs anywhere. */
  boolean mention(String word) {
    return texts.stream().anyMatch(text -> text.lines().stream().anyMatch(l -> l.contains(word)));
  }
}
