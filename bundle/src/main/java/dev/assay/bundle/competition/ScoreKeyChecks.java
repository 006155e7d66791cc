package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.scores.ScoresFile;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import dev.assay.bundle.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns of the leaderboard whose score no scoring program seems to write: the column would
 * stay empty. A sample of the scorer's output decides; without one, its text is searched.
 */
final class ScoreKeyChecks {
  private static final Set<String> BOARDS = Set.of("leaderboards", "leaderboard");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern SEPARATOR = Pattern.compile("[_. -]");

  /** What stands before or behind a piece of text that a program joins with another one. */
  private static final List<String> ENDS = List.of("}", "\"", "'", "%s", "%d");

  private static final List<String> BEGINS = List.of("{", "\"", "'", "%s", "%d");
  private static final long MAX_SAMPLE = 64 << 10;

  private final Set<String> wanted;
  private final Set<String> unmentioned;
  private final Set<String> sampled = new TreeSet<>();
  private @Nullable String sample;
  private boolean isCertain = true;
  private boolean hasScorer;
  private final boolean hasSeveralBoards;

  /** Checks for the leaderboards that phases use. */
  ScoreKeyChecks(List<LeaderboardDefinition> boards) {
    wanted =
        boards.stream()
            .flatMap(board -> board.columns().stream())
            .filter(column -> column.computation() == null)
            .map(ColumnDefinition::key)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    unmentioned = new LinkedHashSet<>(wanted);
    hasSeveralBoards = boards.size() > 1;
  }

  /** Takes note of a scoring program. */
  void scorer(BundleSource program, ProgramSources sources, String prefix) throws IOException {
    hasScorer = true;
    isCertain &= sources.isWhole() && sources.hasCode();
    unmentioned.removeIf(key -> isMentioned(key, sources));
    for (SourceEntry entry : program.entries()) {
      if (ScoresFile.NAMES.contains(entry.name())) {
        sample(program, entry, prefix);
      }
    }
  }

  /** Takes note of an ingestion program, whose numbers a scoring program may pass on. */
  void ingestion(ProgramSources sources) {
    unmentioned.removeIf(key -> isMentioned(key, sources));
  }

  /** Takes note of a scoring program of which nothing can be told. */
  void unknownScorer() {
    isCertain = false;
  }

  /** Takes note of sample outputs that lie in the bundle beside the programs. */
  void samplesIn(BundleSource bundle) throws IOException {
    for (SourceEntry entry : bundle.entries()) {
      if (ScoresFile.NAMES.contains(entry.name()) && entry.parent().endsWith("output")) {
        sample(bundle, entry, "");
      }
    }
  }

  private static boolean isMentioned(String key, ProgramSources sources) {
    if (sources.mention(key) || isPutTogether(key, sources)) {
      return true;
    }
    // "set1_score" is often put together from "set", a number and "_score".
    List<String> parts = DIGITS.splitAsStream(key).filter(part -> !part.isEmpty()).toList();
    boolean hasDigits = DIGITS.matcher(key).find();
    return hasDigits && !parts.isEmpty() && parts.stream().allMatch(sources::mention);
  }

  /** "test_error" is often put together as f"{part}_error" or "test_" + name. */
  private static boolean isPutTogether(String key, ProgramSources sources) {
    return SEPARATOR
        .matcher(key)
        .results()
        .anyMatch(
            found -> {
              String head = key.substring(0, found.start());
              String tail = key.substring(found.end());
              return !head.isEmpty()
                  && !tail.isEmpty()
                  && sources.mention(head)
                  && sources.mention(tail)
                  && (ENDS.stream().anyMatch(end -> sources.mention(end + found.group() + tail))
                      || BEGINS.stream()
                          .anyMatch(begin -> sources.mention(head + found.group() + begin)));
            });
  }

  private void sample(BundleSource source, SourceEntry entry, String prefix) throws IOException {
    if (entry.isFolder() || entry.size() > MAX_SAMPLE) {
      return;
    }
    try (InputStream content = source.open(entry.path())) {
      Optional<YamlNode> root = YamlReader.read(entry.path(), content.readAllBytes()).root();
      if (root.orElse(null) instanceof Mapping scores) {
        scores.entries().forEach(score -> sampled.add(score.key().raw()));
        sample = prefix + entry.path();
      }
    } catch (ArchiveFault fault) {
      isCertain = false;
    }
  }

  /** Reports at the columns concerned. */
  void report(Section top) {
    if (sample != null && !hasSeveralBoards) {
      String where = sample;
      wanted.stream()
          .filter(key -> !sampled.contains(key))
          .forEach(key -> report(top, key, "the sample output '" + where + "' has no such score"));
      return;
    }
    if (hasScorer && isCertain) {
      unmentioned.removeAll(sampled);
      unmentioned.forEach(key -> report(top, key, "no scoring program mentions it"));
    }
  }

  private static void report(Section top, String key, String why) {
    Named column = column(new Named(top.mapping(), ""), key).orElse(new Named(top.mapping(), ""));
    top.reading()
        .report(
            FindingCode.PRG_12,
            column.node(),
            column.path(),
            "The column '" + key + "' seems to stay empty: " + why + ".",
            "Write the score under exactly this key, or correct the column's key.");
  }

  /** A node with its path in the document. */
  private record Named(YamlNode node, String path) {
    Named below(String key, YamlNode child) {
      return new Named(child, path.isEmpty() ? key : path + "." + key);
    }

    Named item(int index, YamlNode child) {
      return new Named(child, path + "[" + index + "]");
    }
  }

  /** The node that names the key of a column, in either version's grammar. */
  private static Optional<Named> column(Named within, String key) {
    return switch (within.node()) {
      case Mapping mapping ->
          mapping.entries().stream()
              .filter(entry -> BOARDS.contains(entry.key().raw()) || !within.path().isEmpty())
              .flatMap(entry -> inEntry(within, entry, key).stream())
              .findFirst();
      case YamlNode.Sequence list ->
          items(within, list).flatMap(item -> column(item, key).stream()).findFirst();
      case YamlNode.Scalar _ -> Optional.empty();
    };
  }

  private static Stream<Named> items(Named within, YamlNode.Sequence list) {
    return IntStream.range(0, list.items().size())
        .mapToObj(i -> within.item(i, list.items().get(i)));
  }

  private static Optional<Named> inEntry(Named within, YamlNode.Entry entry, String key) {
    String name = entry.key().raw();
    Named value = within.below(name, entry.value());
    if (name.equals("columns") && entry.value() instanceof Mapping columns && columns.has(key)) {
      return columns.entry(key).map(column -> value.below(key, column.key()));
    }
    if (name.equals("columns") && entry.value() instanceof YamlNode.Sequence list) {
      return items(value, list)
          .filter(item -> item.node() instanceof Mapping)
          .flatMap(
              item ->
                  ((Mapping) item.node())
                      .value("key").map(node -> item.below("key", node)).stream())
          .filter(found -> found.node() instanceof YamlNode.Scalar s && s.raw().strip().equals(key))
          .findFirst();
    }
    return BOARDS.contains(name) || name.equals("columns") ? column(value, key) : Optional.empty();
  }
}
