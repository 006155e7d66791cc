package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.Severity;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an archive or folder as they are added one by one, and what is wrong with them.
 *
 * @param <T> what the owner needs to open an entry again
 */
final class EntryTable<T> {
  private final ArchiveLimits limits;
  private final Severity ifTolerable;
  private final Findings findings;
  private final NavigableMap<String, Held<T>> held = new TreeMap<>();
  private final Map<String, String> byFoldedPath = new HashMap<>();
  private int junk;
  private long bytes;

  EntryTable(ArchiveLimits limits, Strictness strictness, Findings findings) {
    this.limits = limits;
    this.ifTolerable = strictness == Strictness.STRICT ? Severity.ERROR : Severity.WARNING;
    this.findings = findings;
  }

  /** An entry with what its owner needs to open it; folders that are only implied have nothing. */
  record Held<T>(SourceEntry entry, @Nullable T handle) {}

  /** Takes a file or folder unless its name forbids it. */
  void add(String rawName, boolean isFolder, long size, boolean isExecutable, T handle) {
    switch (EntryName.of(rawName)) {
      case EntryName.Root() -> {}
      case EntryName.Outside(var why) -> refuseName(rawName, why);
      case EntryName.Inside(var path, var hadBackslash, var hadFinalSlash) -> {
        boolean folder = isFolder || hadFinalSlash;
        if (EntryName.isJunk(path, folder)) {
          junk++;
          return;
        }
        warnOfName(rawName, path, hadBackslash);
        var entry = new SourceEntry(path, folder, folder ? 0 : size, isExecutable && !folder);
        put(entry, handle);
      }
    }
  }

  /** Leaves out a link or special entry. */
  void skip(String rawName, String kind) {
    if (EntryName.of(rawName) instanceof EntryName.Inside(var path, _, _)
        && EntryName.isJunk(path, false)) {
      junk++;
      return;
    }
    findings.add(
        Finding.of(
                FindingCode.ARC_05,
                Place.in(rawName),
                "The entry is a %s; only files and folders are unpacked%s."
                    .formatted(kind, ifTolerable == Severity.ERROR ? "" : ", so it is left out"))
            .as(ifTolerable)
            .fix("Store the file itself instead of a " + kind + "."));
  }

  /** All that was taken, sorted by path, once the limits have been looked at. */
  NavigableMap<String, Held<T>> finish(String archiveName, long archiveBytes) {
    if (junk > 0) {
      findings.add(
          Finding.of(
              FindingCode.ARC_08,
              Place.in(archiveName),
              "%d system file%s such as __MACOSX or .DS_Store ignored."
                  .formatted(junk, junk == 1 ? "" : "s")));
    }
    if (held.size() > limits.maxEntries()) {
      limit(
          archiveName, "%,d entries; %,d are allowed".formatted(held.size(), limits.maxEntries()));
    }
    if (bytes > limits.maxBytes()) {
      limit(archiveName, "%,d bytes unpacked; %,d are allowed".formatted(bytes, limits.maxBytes()));
    }
    if (bytes > limits.ratioFloor() && bytes / Math.max(1, archiveBytes) > limits.maxRatio()) {
      limit(
          archiveName,
          "%,d bytes packed into %,d, more than %d to 1, as only a zip bomb has it"
              .formatted(bytes, archiveBytes, limits.maxRatio()));
    }
    return Collections.unmodifiableNavigableMap(held);
  }

  private void limit(String archiveName, String what) {
    findings.add(
        Finding.of(FindingCode.ARC_07, Place.in(archiveName), "The archive holds " + what + ".")
            .fix("Make it smaller, or ask the site's operator for a higher limit."));
  }

  private void refuseName(String rawName, String why) {
    findings.add(
        Finding.of(FindingCode.ARC_04, Place.in(rawName), "The name of the entry " + why + ".")
            .fix("Zip from inside the folder, with relative names only."));
  }

  private void warnOfName(String rawName, String path, boolean hadBackslash) {
    if (hadBackslash) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_09,
                  Place.in(rawName),
                  "Backslashes in the name are read as folders: " + path + ".")
              .fix("Zip with a program that writes '/' between folders."));
    }
    if (path.indexOf('\uFFFD') >= 0) {
      findings.add(
          Finding.of(FindingCode.ARC_09, Place.in(path), "The name cannot be decoded.")
              .fix("Rename the file with plain letters, or zip it with UTF-8 names."));
    }
  }

  private void put(SourceEntry entry, T handle) {
    if (depth(entry.path()) > limits.maxDepth()) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_07,
                  Place.in(entry.path()),
                  "The entry lies %d folders deep; %d are allowed."
                      .formatted(depth(entry.path()), limits.maxDepth()))
              .fix("Use fewer folders inside each other."));
      return;
    }
    if (isUsedAsOtherKind(entry)) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_06,
                  Place.in(entry.path()),
                  "The name stands for a file and for a folder at once.")
              .as(Severity.ERROR)
              .fix("Rename one of them."));
      return;
    }
    impliedFolders(entry);
    remember(entry.path());
    Held<T> before = held.put(entry.path(), new Held<>(entry, handle));
    bytes += entry.size();
    if (before != null && !entry.isFolder()) {
      bytes -= before.entry().size();
      findings.add(
          Finding.of(
                  FindingCode.ARC_06,
                  Place.in(entry.path()),
                  ifTolerable == Severity.ERROR
                      ? "The name occurs more than once in the archive."
                      : "The name occurs more than once in the archive; the last entry counts.")
              .as(ifTolerable)
              .fix("Remove the other one."));
    }
  }

  private boolean isUsedAsOtherKind(SourceEntry entry) {
    Held<T> same = held.get(entry.path());
    if (same != null && same.entry().isFolder() != entry.isFolder()) {
      return true;
    }
    for (String folder = entry.parent(); !folder.isEmpty(); folder = parent(folder)) {
      Held<T> above = held.get(folder);
      if (above != null) {
        return !above.entry().isFolder();
      }
    }
    return false;
  }

  private void impliedFolders(SourceEntry entry) {
    for (String folder = entry.parent(); !folder.isEmpty(); folder = parent(folder)) {
      if (held.containsKey(folder)) {
        return;
      }
      remember(folder);
      held.put(folder, new Held<>(new SourceEntry(folder, true, 0, false), null));
    }
  }

  private void remember(String path) {
    String folded = Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    String other = byFoldedPath.putIfAbsent(folded, path);
    if (other != null && !other.equals(path)) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_09,
                  Place.in(path),
                  "The name equals %s but for the case of its letters.".formatted(other))
              .as(ifTolerable)
              .fix("Rename one of them."));
    }
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }
}
