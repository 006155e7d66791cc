package dev.assay.bundle.competition;

import dev.assay.bundle.archive.BundleSource;
import java.util.List;

/** What an archive describes; told by the definition file it holds. */
public enum BundleKind {
  COMPETITION("competition"),
  TASK("task");

  private final List<String> fileNames;

  BundleKind(String stem) {
    this.fileNames = List.of(stem + ".yaml", stem + ".yml");
  }

  /** The kind of a bundle; one without any definition is taken for a competition's. */
  public static BundleKind of(BundleSource source) {
    boolean isTask =
        DefinitionFile.locate(source, COMPETITION).isEmpty()
            && DefinitionFile.locate(source, TASK).isPresent();
    return isTask ? TASK : COMPETITION;
  }

  /** The file that has to stand in the root. */
  public String fileName() {
    return fileNames.getFirst();
  }

  /** The names that are accepted, the right one first. */
  List<String> fileNames() {
    return fileNames;
  }
}
