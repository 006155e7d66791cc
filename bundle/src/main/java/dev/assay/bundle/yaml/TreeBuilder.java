package dev.assay.bundle.yaml;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.Severity;
import dev.assay.bundle.yaml.YamlNode.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds the tree from the parser's events.
 *
 * <p>The library's own composer is made for YAML 1.2 and has no bound on nesting; the depth and the
 * size that aliases blow a document up to are bounded here, before anything walks the tree.
 */
final class TreeBuilder {
  /** Python 2 wrote texts so; they mean nothing but the text. */
  private static final Set<String> PYTHON_TEXTS =
      Set.of("tag:yaml.org,2002:python/unicode", "tag:yaml.org,2002:python/str");

  /** A surrogate whose other half is missing; whole pairs are one character to the pattern. */
  private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

  private static final int MAX_DEPTH = 100;
  private static final long MAX_NODES = 500_000;

  private final Iterator<Event> events;
  private final Function<Mark, Place> places;
  private final Findings findings;
  private final Map<Anchor, Sized> anchors = new HashMap<>();
  private final Set<Anchor> unfinished = new HashSet<>();
  private int depth;

  TreeBuilder(Iterator<Event> events, Function<Mark, Place> places, Findings findings) {
    this.events = events;
    this.places = places;
    this.findings = findings;
  }

  /** A node with the number of nodes below it once every alias is followed. */
  record Sized(YamlNode node, long nodes) {}

  /** The only document of the stream, null if there is none. */
  @Nullable YamlNode document() {
    events.next();
    Event event = events.next();
    if (event.getEventId() == Event.ID.StreamEnd) {
      return null;
    }
    Sized root = node(events.next());
    events.next();
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw YamlFault.syntax(
          mark(after),
          "A second document begins here; only one is read.",
          "Remove the line '---'.");
    }
    return root.node();
  }

  private Sized node(Event event) {
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    Anchor anchor = ((NodeEvent) event).getAnchor().orElse(null);
    if (anchor != null) {
      unfinished.add(anchor);
    }
    Sized node =
        switch (event) {
          case ScalarEvent scalar -> new Sized(scalar(scalar), 1);
          case SequenceStartEvent start -> collection(start, this::sequence);
          case MappingStartEvent start -> collection(start, this::mapping);
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    if (node.nodes() > MAX_NODES) {
      throw new YamlFault(
          FindingCode.YML_10,
          mark(event),
          "Aliases blow the document up to more than %,d values.".formatted(MAX_NODES),
          "Write the values out, or use fewer aliases.");
    }
    if (anchor != null) {
      unfinished.remove(anchor);
      anchors.put(anchor, node);
    }
    return node;
  }

  private Sized alias(AliasEvent event) {
    Anchor anchor = event.getAlias();
    if (unfinished.contains(anchor)) {
      throw new YamlFault(
          FindingCode.YML_10,
          mark(event),
          "The alias *" + anchor + " stands inside what it stands for.",
          "Write the value out.");
    }
    Sized node = anchors.get(anchor);
    if (node == null) {
      throw YamlFault.syntax(
          mark(event),
          "No anchor &" + anchor + " stands before this alias.",
          "Define the anchor first.");
    }
    return node;
  }

  private YamlNode.Scalar scalar(ScalarEvent event) {
    if (HALF_CHARACTER.matcher(event.getValue()).find()) {
      throw YamlFault.syntax(
          mark(event),
          "An escape such as \\ud83d stands for half a character, which no file can hold.",
          "Write the character itself.");
    }
    if (PYTHON_TEXTS.contains(event.getTag().orElse(""))) {
      findings.add(
          Finding.of(
                  FindingCode.YML_10,
                  places.apply(mark(event)),
                  "A tag of Python's marks a plain text; Codabench refuses it.")
              .as(Severity.WARNING)
              .codabenchRefuses(true)
              .fix("Remove the tag."));
      return new YamlNode.Text(mark(event), event.getValue());
    }
    return Scalars.of(mark(event), event.getValue(), event.isPlain(), event.getTag().orElse(null));
  }

  private Sized collection(CollectionStartEvent start, Function<CollectionStartEvent, Sized> read) {
    if (++depth > MAX_DEPTH) {
      throw new YamlFault(
          FindingCode.YML_10,
          mark(start),
          "The document is nested more than %d levels deep.".formatted(MAX_DEPTH),
          "Use fewer levels.");
    }
    Sized node = read.apply(start);
    depth--;
    return node;
  }

  private Sized sequence(CollectionStartEvent start) {
    checkTag(start, Set.of("seq", "omap", "pairs"));
    List<YamlNode> items = new ArrayList<>();
    long nodes = 1;
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      Sized item = node(event);
      items.add(item.node());
      nodes += item.nodes();
    }
    return new Sized(new YamlNode.Sequence(mark(start), items), nodes);
  }

  private Sized mapping(CollectionStartEvent start) {
    checkTag(start, Set.of("map", "set"));
    var mapping = new MappingBuilder(mark(start), places, findings);
    long nodes = 1;
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      boolean merges = isMergeKey(event);
      Sized key = node(event);
      Sized value = node(events.next());
      nodes += key.nodes() + value.nodes();
      if (merges) {
        mapping.merge(key.node().mark(), value.node());
      } else {
        mapping.put(key.node(), value.node());
      }
    }
    return new Sized(mapping.build(), nodes);
  }

  private static boolean isMergeKey(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.getValue().equals("<<")
        && scalar.isPlain()
        && scalar.getTag().isEmpty();
  }

  private static void checkTag(CollectionStartEvent start, Set<String> known) {
    String tag = start.getTag().orElse("!");
    boolean isKnown =
        tag.equals("!")
            || tag.startsWith("tag:yaml.org,2002:")
                && known.contains(tag.substring(tag.lastIndexOf(':') + 1));
    if (!isKnown) {
      throw Scalars.foreignTag(mark(start), tag);
    }
  }

  private static Mark mark(Event event) {
    return event
        .getStartMark()
        .map(mark -> new Mark(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Mark(1, 1));
  }
}
