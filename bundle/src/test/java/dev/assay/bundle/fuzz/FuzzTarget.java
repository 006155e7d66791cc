package dev.assay.bundle.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** A reader under fire, by the name it has on the command line. */
enum FuzzTarget {
  /** The bytes of an archive: its directory, its entries, what becomes of them on disk. */
  ARCHIVE(new ArchiveFire()),
  /** The files of a bundle, checked as a whole; the archive around them is sound. */
  BUNDLE(new BundleFire()),
  YAML(new YamlFire()),
  /** The definition of a competition whose files are all there. */
  DEFINITION(new DefinitionFire()),
  DATES(new DatesFire()),
  METADATA(new MetadataFire()),
  SCORES(new ScoresFire());

  private final Fire fire;

  FuzzTarget(Fire fire) {
    this.fire = fire;
  }

  /** What a target does with an input, and what it begins with. */
  interface Fire {
    /**
     * Reads an input.
     *
     * @param folder empty, and emptied afterwards
     * @throws AssertionError if something is not as it must be
     */
    void at(byte[] input, Path folder) throws IOException;

    /** Inputs that are worth bending. */
    Stream<byte[]> seeds() throws IOException;
  }

  static FuzzTarget named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Fire fire() {
    return fire;
  }
}
