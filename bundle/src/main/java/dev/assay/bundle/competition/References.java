package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.yaml.YamlNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves what a definition says about files, and remembers which ones it uses. */
final class References {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

  private final Reading reading;
  private final BundleSource content;
  private final Map<String, Integer> uses = new LinkedHashMap<>();
  private final Map<String, Place> firstUse = new LinkedHashMap<>();
  private final List<UsedPart> parts = new ArrayList<>();

  /**
   * A part of the bundle with the place that names it.
   *
   * @param kind what it is used as, such as {@code scoring_program}
   */
  record UsedPart(Section section, String key, String kind, BundleReference reference) {}

  References(Reading reading) {
    this.reading = reading;
    this.content = reading.content();
  }

  /**
   * A part that may be absent: a file, a folder or the key of a data set. Null if absent or faulty.
   */
  @Nullable BundleReference part(Section section, String key, boolean isRequired) {
    return part(section, key, key, isRequired);
  }

  /** The same for a key that does not say what the part is used as. */
  @Nullable BundleReference part(Section section, String key, String kind, boolean isRequired) {
    YamlNode value = section.take(key);
    if (value == null) {
      return null;
    }
    boolean isEmpty = value instanceof YamlNode.Scalar scalar && scalar.raw().isBlank();
    if (isEmpty || value instanceof YamlNode.Null) {
      section.report(
          section
              .finding(
                  FindingCode.REF_03, key, "'" + key + "' names nothing; it is read as absent.")
              .as(Values.severity(isRequired))
              .fix("Name a file or folder, or remove the key."));
      return null;
    }
    if (!(value instanceof YamlNode.Text text)) {
      section.report(
          section
              .finding(
                  FindingCode.REF_03,
                  key,
                  "'" + key + "' must be text, but is " + Values.describe(value) + ".")
              .as(Values.severity(true))
              .fix("Name a file or folder inside the bundle."));
      return null;
    }
    BundleReference reference = resolve(section, key, text.raw().strip());
    if (reference != null) {
      parts.add(new UsedPart(section, key, kind, reference));
    }
    return reference;
  }

  private @Nullable BundleReference resolve(Section section, String key, String written) {
    String path = inside(section, key, written);
    if (path == null) {
      return null;
    }
    UUID uuid = Values.uuid(written);
    if (path.isEmpty()) {
      return new BundleFolder("");
    }
    Optional<SourceEntry> entry = content.entry(path);
    if (entry.isPresent() && uuid != null) {
      section.report(
          FindingCode.REF_06,
          key,
          "'" + written + "' looks like a key, but a file has this name; the file is used.",
          "Nothing, if the file is meant.");
    }
    if (entry.isEmpty() && uuid != null) {
      return new DatasetKey(uuid);
    }
    return entry
        .or(() -> underAnotherCase(section, key, path))
        .map(found -> used(found, section, key))
        .orElseGet(() -> notFound(section, key, written, FindingCode.REF_01));
  }

  private BundleReference used(SourceEntry entry, Section section, String key) {
    uses.merge(entry.path(), 1, Integer::sum);
    YamlNode node = section.mapping().value(key).orElse(section.mapping());
    firstUse.putIfAbsent(entry.path(), reading.place(node, section.path(key)));
    return entry.isFolder() ? new BundleFolder(entry.path()) : new BundleFile(entry.path());
  }

  /**
   * A file that must be in the bundle, such as a page; faults have the code of its kind. Null if
   * faulty.
   */
  @Nullable String file(Section section, String key, FindingCode missing, FindingCode notFound) {
    String written = fileName(section, key, missing);
    if (written == null) {
      return null;
    }
    String path = inside(section, key, written);
    if (path == null) {
      return null;
    }
    Optional<SourceEntry> entry =
        content.entry(path).or(() -> underAnotherCase(section, key, path));
    if (entry.isEmpty()) {
      notFound(section, key, written, notFound);
      return null;
    }
    if (entry.get().isFolder()) {
      section.report(
          notFound, key, "'" + written + "' is a folder.", "Name a file inside the folder.");
      return null;
    }
    uses.merge(entry.get().path(), 1, Integer::sum);
    return entry.get().path();
  }

  private static @Nullable String fileName(Section section, String key, FindingCode missing) {
    YamlNode value = section.takeUnlessNull(key);
    if (value instanceof YamlNode.Text(_, var raw) && !raw.isBlank()) {
      return raw.strip();
    }
    boolean isOther = value != null && !(value instanceof YamlNode.Text);
    String found =
        value != null && isOther
            ? "must name a file, but is " + Values.describe(value)
            : "is missing";
    section.report(missing, key, "'" + key + "' " + found + ".", "Name a file inside the bundle.");
    return null;
  }

  /** The path in the form entries have, null if it leads outside, which is reported. */
  private static @Nullable String inside(Section section, String key, String written) {
    String path = written.replace('\\', '/');
    List<String> parts = new ArrayList<>();
    boolean leaves = path.startsWith("/") || DRIVE.matcher(path).matches();
    for (String part : path.split("/")) {
      leaves |= part.equals("..");
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (leaves) {
      section.report(
          FindingCode.REF_02,
          key,
          "'" + written + "' leads out of the bundle.",
          "Put the file into the bundle and name it from there.");
      return null;
    }
    return String.join("/", parts);
  }

  private Optional<SourceEntry> underAnotherCase(Section section, String key, String path) {
    String wanted = composed(path);
    Optional<SourceEntry> found =
        content.entries().stream()
            .filter(entry -> composed(entry.path()).equalsIgnoreCase(wanted))
            .findFirst();
    found.ifPresent(entry -> reportOtherName(section, key, path, entry.path()));
    return found;
  }

  private static void reportOtherName(Section section, String key, String path, String found) {
    boolean looksAlike = composed(found).equals(composed(path));
    section.report(
        FindingCode.REF_07,
        key,
        looksAlike
            ? "'%s' is found, but its accents are other characters there.".formatted(path)
            : "'%s' is found only as '%s'.".formatted(path, found),
        looksAlike
            ? "Rename the file with plain letters; systems write accents in two ways."
            : "Write '" + found + "'.");
  }

  /** An accented letter as one character; macOS writes the accent behind the letter. */
  private static String composed(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC);
  }

  private @Nullable BundleReference notFound(
      Section section, String key, String written, FindingCode code) {
    List<String> names = content.entries().stream().map(SourceEntry::path).toList();
    String fix =
        NearestName.of(written, names)
            .map(name -> "Did you mean '" + name + "'?")
            .orElse(
                "Add it to the bundle, or correct the path; it starts at the folder of competition.yaml.");
    section.report(code, key, "'" + written + "' is not in the bundle.", fix);
    return null;
  }

  /** All parts named so far that could be resolved. */
  List<UsedPart> parts() {
    return List.copyOf(parts);
  }

  /** Says which files are used more than once and which not at all. */
  void finish(Set<String> otherwiseUsed) {
    uses.forEach(
        (path, count) -> {
          Place place = firstUse.get(path);
          if (count > 1 && place != null) {
            reading
                .findings()
                .add(
                    Finding.of(
                        FindingCode.REF_09,
                        place,
                        "'%s' is used %d times; it is stored once.".formatted(path, count)));
          }
        });
    List<String> unused =
        content.entries().stream()
            .filter(entry -> !entry.isFolder())
            .map(SourceEntry::path)
            .filter(path -> !otherwiseUsed.contains(path) && !isUsed(path))
            .toList();
    if (!unused.isEmpty()) {
      String shown = String.join(", ", unused.subList(0, Math.min(5, unused.size())));
      String more = unused.size() > 5 ? " and " + (unused.size() - 5) + " more" : "";
      reading
          .findings()
          .add(
              Finding.of(
                  FindingCode.ARC_10,
                  Place.in(unused.getFirst()),
                  "Used by nothing: " + shown + more + "."));
    }
  }

  private boolean isUsed(String path) {
    for (String part = path;
        !part.isEmpty();
        part = part.substring(0, Math.max(0, part.lastIndexOf('/')))) {
      if (uses.containsKey(part)) {
        return true;
      }
    }
    return false;
  }
}
