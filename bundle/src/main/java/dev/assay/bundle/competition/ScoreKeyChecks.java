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
import org.jspecify.annotations.Nullable;

/**
 * Finds columns of the leaderboard whose score no scoring program seems to write: the column would
 * stay empty. A sample of the scorer's output decides; without one, its text is searched.
 */
final class ScoreKeyChecks {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
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
    if (sources.mention(key)) {
      return true;
    }
    // "set1_score" is often put together from "set", a number and "_score".
    List<String> parts = DIGITS.splitAsStream(key).filter(part -> !part.isEmpty()).toList();
    boolean hasDigits = DIGITS.matcher(key).find();
    return hasDigits && !parts.isEmpty() && parts.stream().allMatch(sources::mention);
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
    YamlNode node = column(top.mapping(), key).orElse(top.mapping());
    top.reading()
        .report(
            FindingCode.PRG_12,
            node,
            "",
            "The column '" + key + "' seems to stay empty: " + why + ".",
            "Write the score under exactly this key, or correct the column's key.");
  }

  /** The node that names the key of a column, in either version's grammar. */
  private static Optional<YamlNode> column(YamlNode node, String key) {
    return switch (node) {
      case Mapping mapping ->
          mapping.entries().stream()
              .filter(entry -> !entry.key().raw().equals("fact_sheet"))
              .flatMap(entry -> inEntry(entry, key).stream())
              .findFirst();
      case YamlNode.Sequence list ->
          list.items().stream().flatMap(item -> column(item, key).stream()).findFirst();
      case YamlNode.Scalar _ -> Optional.empty();
    };
  }

  private static Optional<YamlNode> inEntry(YamlNode.Entry entry, String key) {
    String name = entry.key().raw();
    if (name.equals("columns") && entry.value() instanceof Mapping columns && columns.has(key)) {
      return columns.entry(key).map(YamlNode.Entry::key);
    }
    if (name.equals("columns") && entry.value() instanceof YamlNode.Sequence list) {
      return list.items().stream()
          .filter(Mapping.class::isInstance)
          .flatMap(item -> ((Mapping) item).value("key").stream())
          .filter(value -> value instanceof YamlNode.Scalar s && s.raw().strip().equals(key))
          .findFirst();
    }
    boolean mayHoldColumns =
        name.equals("leaderboards") || name.equals("leaderboard") || name.equals("columns");
    return mayHoldColumns ? column(entry.value(), key) : Optional.empty();
  }
}
