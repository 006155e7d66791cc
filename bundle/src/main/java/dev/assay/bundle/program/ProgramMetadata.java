package dev.assay.bundle.program;

import dev.assay.bundle.Place;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the metadata of a program or submission says about running it. */
public sealed interface ProgramMetadata {
  /** Where metadata is looked for, in this order. */
  List<String> FILES = List.of("metadata.yaml", "metadata");

  /** There is no metadata: result files, or code that an ingestion program imports. */
  record Absent() implements ProgramMetadata {}

  /**
   * There is metadata, but nothing to run; a submission is then treated as if there were none.
   *
   * @param isReadable whether it is at least a mapping
   */
  record WithoutCommand(Place place, String why, boolean isReadable) implements ProgramMetadata {}

  /** There is a command that cannot be run; the one who wrote it must correct it. */
  record Unusable(Place place, String why) implements ProgramMetadata {}

  /**
   * A command to run.
   *
   * @param words the command split, variables not replaced yet
   * @param isList whether it was written as a list, which other platforms do not run
   */
  record Command(Place place, List<String> words, boolean isList) implements ProgramMetadata {
    public Command {
      words = List.copyOf(words);
    }

    /** The arguments to give to the container. */
    public List<String> arguments(ContainerRole role) {
      return words.stream().map(word -> Variables.substitute(word, role)).toList();
    }
  }

  /**
   * Reads the metadata of a program that is unpacked; its files are strangers' and no link is
   * followed.
   */
  static ProgramMetadata read(Path folder) throws IOException {
    for (String name : FILES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
          return MetadataParser.parse(name, content);
        }
      }
    }
    return new Absent();
  }

  /** Reads the metadata of a program in an archive. */
  static ProgramMetadata read(BundleSource program) throws IOException {
    for (String name : FILES) {
      Optional<SourceEntry> entry = program.entry(name).filter(e -> !e.isFolder());
      if (entry.isPresent()) {
        try (InputStream content = program.open(name)) {
          return MetadataParser.parse(name, content);
        }
      }
    }
    return new Absent();
  }
}
