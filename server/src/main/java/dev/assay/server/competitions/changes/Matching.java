package dev.assay.server.competitions.changes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of the things wanted is which of those there are. The rules are tried one after another on
 * what the ones before have left; within one rule each thing is used once, in order.
 *
 * @param pairs wanted to existing, in the order wanted
 * @param kept existing ones that are wanted, in their present order
 * @param added wanted and not there
 * @param removed there and not wanted
 */
record Matching<W, E>(Map<W, E> pairs, List<E> kept, List<W> added, List<E> removed) {

  /** Something by which both sides can be told apart; null matches nothing. */
  record Rule<W, E>(
      Function<W, @Nullable Object> ofWanted, Function<E, @Nullable Object> ofExisting) {}

  static <W, E> Matching<W, E> of(List<W> wanted, List<E> existing, List<Rule<W, E>> rules) {
    Map<W, E> found = new LinkedHashMap<>();
    Set<E> used = new HashSet<>();
    for (var rule : rules) {
      for (var one : wanted) {
        var key = rule.ofWanted().apply(one);
        if (found.containsKey(one) || key == null) {
          continue;
        }
        existing.stream()
            .filter(other -> !used.contains(other))
            .filter(other -> Objects.equals(rule.ofExisting().apply(other), key))
            .findFirst()
            .ifPresent(
                other -> {
                  used.add(other);
                  found.put(one, other);
                });
      }
    }
    Map<W, E> inOrder = new LinkedHashMap<>();
    List<W> added = new ArrayList<>();
    for (var one : wanted) {
      var other = found.get(one);
      if (other == null) {
        added.add(one);
      } else {
        inOrder.put(one, other);
      }
    }
    return new Matching<>(
        inOrder,
        existing.stream().filter(used::contains).toList(),
        added,
        existing.stream().filter(other -> !used.contains(other)).toList());
  }

  /** Whether one stands elsewhere among those that stay; what comes or goes moves nobody. */
  boolean moves(W wanted) {
    return List.copyOf(pairs.keySet()).indexOf(wanted) != kept.indexOf(pairs.get(wanted));
  }
}
