package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in a bundle the definition stands.
 *
 * @param folder the wrapping folder, empty for the root
 */
record DefinitionFile(String folder, String name) {
  private static final Pattern YAML =
      Pattern.compile(".*\\.ya?ml", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Looks for the definition; what is not the rule is reported. */
  static Optional<DefinitionFile> find(BundleSource source, BundleKind kind, Findings findings) {
    Optional<DefinitionFile> found = locate(source, kind);
    if (found.isPresent()) {
      report(found.get(), kind, findings);
    } else if (!findings.hasErrors() || !source.entries().isEmpty()) {
      // An archive that cannot be read at all has no definition either, but that is not its fault.
      findings.add(missing(source, kind));
    }
    return found;
  }

  /** Looks in the root, then in the only folder of the root. */
  static Optional<DefinitionFile> locate(BundleSource source, BundleKind kind) {
    for (String name : kind.fileNames()) {
      if (isFile(source, name)) {
        return Optional.of(new DefinitionFile("", name));
      }
    }
    List<SourceEntry> top =
        source.entries().stream().filter(entry -> entry.parent().isEmpty()).toList();
    if (top.size() == 1 && top.getFirst().isFolder()) {
      for (String name : kind.fileNames()) {
        String folder = top.getFirst().path();
        if (isFile(source, folder + "/" + name)) {
          return Optional.of(new DefinitionFile(folder, name));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isFile(BundleSource source, String path) {
    return source.entry(path).filter(entry -> !entry.isFolder()).isPresent();
  }

  private static void report(DefinitionFile file, BundleKind kind, Findings findings) {
    if (!file.folder().isEmpty()) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_03,
                  Place.in(file.folder() + "/" + file.name()),
                  "The whole bundle lies in the folder '" + file.folder() + "'.")
              .fix("Zip from inside the folder."));
    }
    if (!file.name().equals(kind.fileName())) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_03,
                  Place.in(file.name()),
                  "The definition is called " + file.name() + ".")
              .fix("Rename it to " + kind.fileName() + "."));
    }
  }

  private static Finding missing(BundleSource source, BundleKind kind) {
    String wanted = kind.fileName();
    Optional<String> nearest =
        source.entries().stream()
            .map(SourceEntry::path)
            .filter(path -> mayBeMeant(path, kind))
            .min(Comparator.comparingInt(path -> rank(path, kind)));
    String fix =
        nearest
            .map(
                path ->
                    "Did you mean '%s'? It must stand in the root as %s.".formatted(path, wanted))
            .orElse("Zip the content of the folder that holds " + wanted + ".");
    return Finding.of(
            FindingCode.ARC_02,
            Place.in(source.name()),
            "There is no " + wanted + " in the bundle.")
        .fix(fix);
  }

  /** Other YAML deeper in the bundle belongs to programs. */
  private static boolean mayBeMeant(String path, BundleKind kind) {
    boolean isYaml = YAML.matcher(path).matches();
    return isNamedRight(path, kind) || (isYaml && !path.contains("/"));
  }

  private static int rank(String path, BundleKind kind) {
    int depth = (int) path.chars().filter(c -> c == '/').count();
    return depth + (isNamedRight(path, kind) ? 0 : 1000);
  }

  private static boolean isNamedRight(String path, BundleKind kind) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return kind.fileNames().contains(name);
  }
}
