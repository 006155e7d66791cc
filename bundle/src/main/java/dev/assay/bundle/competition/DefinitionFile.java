package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import java.util.List;
import java.util.Optional;

/**
 * Where in a bundle the definition stands.
 *
 * @param folder the wrapping folder, empty for the root
 */
record DefinitionFile(String folder, String name) {
  private static final String NAME = "competition.yaml";
  private static final List<String> NAMES = List.of(NAME, "competition.yml");

  /** Looks in the root, then in the only folder of the root; what is not the rule is reported. */
  static Optional<DefinitionFile> find(BundleSource source, Findings findings) {
    for (String name : NAMES) {
      if (isFile(source, name)) {
        return Optional.of(found(new DefinitionFile("", name), findings));
      }
    }
    List<SourceEntry> top =
        source.entries().stream().filter(entry -> entry.parent().isEmpty()).toList();
    if (top.size() == 1 && top.getFirst().isFolder()) {
      for (String name : NAMES) {
        String folder = top.getFirst().path();
        if (isFile(source, folder + "/" + name)) {
          return Optional.of(found(new DefinitionFile(folder, name), findings));
        }
      }
    }
    // An archive that cannot be read at all has no definition either, but that is not its fault.
    if (!findings.hasErrors() || !source.entries().isEmpty()) {
      findings.add(missing(source));
    }
    return Optional.empty();
  }

  private static boolean isFile(BundleSource source, String path) {
    return source.entry(path).filter(entry -> !entry.isFolder()).isPresent();
  }

  private static DefinitionFile found(DefinitionFile file, Findings findings) {
    if (!file.folder().isEmpty()) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_03,
                  Place.in(file.folder() + "/" + file.name()),
                  "The whole bundle lies in the folder '" + file.folder() + "'.")
              .fix("Zip from inside the folder."));
    }
    if (!file.name().equals(NAME)) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_03,
                  Place.in(file.name()),
                  "The definition is called " + file.name() + ".")
              .fix("Rename it to " + NAME + "."));
    }
    return file;
  }

  private static Finding missing(BundleSource source) {
    Optional<String> nearest =
        source.entries().stream()
            .map(SourceEntry::path)
            .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
            .min((one, other) -> Integer.compare(rank(one), rank(other)));
    return Finding.of(
            FindingCode.ARC_02, Place.in(source.name()), "There is no " + NAME + " in the bundle.")
        .fix(
            nearest
                .map(
                    path ->
                        "Did you mean '"
                            + path
                            + "'? The file must stand in the root and be called "
                            + NAME
                            + ".")
                .orElse("Zip the content of the folder that holds " + NAME + "."));
  }

  private static int rank(String path) {
    int depth = (int) path.chars().filter(c -> c == '/').count();
    boolean isNamedRight = NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
    return depth + (isNamedRight ? 0 : 1000);
  }
}
