package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Severity;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.References.UsedPart;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the answers among what participants get: files of the reference data that lie, with the
 * same content, in public data, a starting kit or the input data.
 */
final class LeakChecks {
  /** Larger parts are compared by their reference only: a check should not read gigabytes. */
  private static final long MAX_PART = 64L << 20;

  /** What goes with data and gives nothing away. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)(?:metadata(?:\\.yaml)?|readme.*|licen[cs]e.*|\\.git.*|.*\\.(?:md|info|name|type|py|html))");

  private static final Pattern ANSWER =
      Pattern.compile("(?i)label|solution|truth|answer|target|gold|reference|\\by_?test");

  private final Reading reading;
  private final List<UsedPart> parts;
  private final Map<BundleReference, Map<String, Long>> listings = new HashMap<>();

  LeakChecks(Reading reading, List<UsedPart> parts) {
    this.reading = reading;
    this.parts = parts;
  }

  /** Answers and a part that participants can get at. */
  private record Pair(BundleReference answers, BundleReference other, String kind) {}

  void check(List<TaskDefinition> tasks, List<PhaseDefinition> phases) throws IOException {
    Set<Pair> pairs = new HashSet<>();
    for (PhaseDefinition phase : phases) {
      for (TaskDefinition task : tasks) {
        if (phase.tasks().contains(task.index()) && task instanceof NewTask made) {
          BundleReference answers = made.files().referenceData();
          add(pairs, answers, phase.files().publicData(), "public_data");
          add(pairs, answers, phase.files().startingKit(), "starting_kit");
          add(pairs, answers, made.files().inputData(), "input_data");
        }
      }
    }
    for (UsedPart part : parts) {
      for (Pair pair : List.copyOf(pairs)) {
        boolean isThis = part.kind().equals(pair.kind()) && part.reference().equals(pair.other());
        if (isThis && pairs.remove(pair)) {
          check(part, pair);
        }
      }
    }
  }

  private static void add(
      Set<Pair> pairs,
      @Nullable BundleReference answers,
      @Nullable BundleReference other,
      String kind) {
    boolean isComparable =
        answers != null
            && other != null
            && !(answers instanceof DatasetKey)
            && !(other instanceof DatasetKey);
    if (isComparable && answers != null && other != null) {
      pairs.add(new Pair(answers, other, kind));
    }
  }

  private void check(UsedPart part, Pair pair) throws IOException {
    if (pair.answers().equals(pair.other())) {
      report(part, "The reference data is used as '" + part.kind() + "' too", true);
      return;
    }
    Set<Long> sizes = new HashSet<>(listing(pair.answers()).values());
    sizes.retainAll(listing(pair.other()).values());
    if (sizes.isEmpty()) {
      return;
    }
    Map<String, String> answers = hashes(pair.answers(), sizes);
    Set<String> known = new HashSet<>(hashes(pair.other(), sizes).values());
    Set<String> shared =
        answers.entrySet().stream()
            .filter(file -> known.contains(file.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!shared.isEmpty()) {
      String names = shared.stream().limit(3).collect(Collectors.joining("', '"));
      String more = shared.size() > 3 ? " and " + (shared.size() - 3) + " more" : "";
      report(
          part,
          "Reference data lies in '%s' with the same content: '%s'%s"
              .formatted(part.kind(), names, more),
          isAnswer(shared, answers(pair)));
    }
  }

  private Set<String> answers(Pair pair) throws IOException {
    return listing(pair.answers()).keySet();
  }

  /** Questions often go with the answers; those alone may be read. */
  private static boolean isAnswer(Set<String> shared, Set<String> all) {
    return shared.containsAll(all) || shared.stream().anyMatch(n -> ANSWER.matcher(n).find());
  }

  private static void report(UsedPart part, String what, boolean isAnswer) {
    part.section()
        .report(
            part.section()
                .finding(
                    FindingCode.REF_12,
                    part.key(),
                    what + (isAnswer ? "; participants can read the answers." : "."))
                .as(isAnswer ? Severity.WARNING : Severity.INFO)
                .fix("Remove it there, unless it is no secret."));
  }

  /** The files worth comparing with their sizes; empty where the part is too large. */
  private Map<String, Long> listing(BundleReference part) throws IOException {
    Map<String, Long> known = listings.get(part);
    if (known != null) {
      return known;
    }
    Map<String, Long> listing = new HashMap<>();
    try (Opened opened = open(part)) {
      for (SourceEntry entry : opened.files()) {
        listing.put(entry.path(), entry.size());
      }
    } catch (ArchiveFault fault) {
      // Reported where the part itself is checked.
      listing.clear();
    }
    listings.put(part, listing);
    return listing;
  }

  private Map<String, String> hashes(BundleReference part, Set<Long> sizes) throws IOException {
    Map<String, String> hashes = new HashMap<>();
    try (Opened opened = open(part)) {
      for (SourceEntry entry : opened.files()) {
        if (sizes.contains(entry.size()) && opened.source().isPresent()) {
          hashes.put(entry.path(), hash(opened.source().get(), entry.path()));
        }
      }
    } catch (ArchiveFault fault) {
      hashes.clear();
    }
    return hashes;
  }

  /** A part opened for a while; a file that is no zip stands for itself. */
  private record Opened(
      Optional<BundleSource> source, List<SourceEntry> files, @Nullable BundleSource closeable)
      implements AutoCloseable {

    @Override
    public void close() throws IOException {
      if (closeable != null) {
        closeable.close();
      }
    }
  }

  private Opened open(BundleReference part) throws IOException {
    return switch (part) {
      case BundleFolder(var path) -> {
        BundleSource folder = reading.content().within(path);
        yield new Opened(Optional.of(folder), files(folder), null);
      }
      case BundleFile(var path) -> openFile(path);
      case DatasetKey _ -> new Opened(Optional.empty(), List.of(), null);
    };
  }

  private Opened openFile(String path) throws IOException {
    BundleSource bundle = reading.content();
    SourceEntry entry = bundle.entry(path).orElseThrow();
    if (entry.size() > MAX_PART) {
      return new Opened(Optional.empty(), List.of(), null);
    }
    BundleSource zip = bundle.nested(path, ArchiveLimits.forBundles());
    return zip.findings().isEmpty() || !zip.entries().isEmpty()
        ? new Opened(Optional.of(zip), files(zip), zip)
        : new Opened(Optional.of(bundle), List.of(entry), zip);
  }

  private static List<SourceEntry> files(BundleSource source) {
    List<SourceEntry> files = new ArrayList<>();
    long total = 0;
    for (SourceEntry entry : source.entries()) {
      total += entry.size();
      boolean isWorth = !entry.isFolder() && entry.size() > 0;
      if (isWorth && !HARMLESS.matcher(entry.name()).matches()) {
        files.add(entry);
      }
    }
    return total > MAX_PART ? List.of() : files;
  }

  private static String hash(BundleSource source, String path) throws IOException {
    try (var content = new DigestInputStream(source.open(path), sha256())) {
      content.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(content.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
