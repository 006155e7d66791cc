package dev.assay.server.trials;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.trials.JdbcTrials.Solution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which solution runs in which phase, on which tasks: each on each of its tasks once, in the first
 * phase that has the task, since a solution serves several phases alike.
 */
final class SolutionPlan {

  /** A solution in a phase. */
  record Planned(String name, BlobId blob, Set<TaskId> tasks) {
    Planned {
      tasks = Set.copyOf(tasks);
    }
  }

  /** Two of the same name are two where their files differ. */
  private record Key(DatasetId dataset, String name) {}

  private record Place(PhaseId phase, Key key) {}

  private record Done(Key key, TaskId task) {}

  private final Map<PhaseId, List<Planned>> byPhase = new LinkedHashMap<>();

  /**
   * @param solutions by phase, in the order in which they are to run
   */
  SolutionPlan(List<Solution> solutions) {
    var done = new HashSet<Done>();
    var tasks = new LinkedHashMap<Place, Set<TaskId>>();
    var blobs = new LinkedHashMap<Key, BlobId>();
    for (var one : solutions) {
      var key = new Key(one.dataset(), one.name());
      if (done.add(new Done(key, one.task()))) {
        tasks
            .computeIfAbsent(new Place(one.phase(), key), _ -> new LinkedHashSet<>())
            .add(one.task());
        blobs.put(key, one.blob());
      }
    }
    var names = names(blobs.keySet());
    tasks.forEach(
        (place, of) ->
            byPhase
                .computeIfAbsent(place.phase(), _ -> new ArrayList<>())
                .add(
                    new Planned(
                        names.getOrDefault(place.key(), place.key().name()),
                        Objects.requireNonNull(blobs.get(place.key())),
                        of)));
  }

  /** Each by a name of its own: those that share one are numbered. */
  private static Map<Key, String> names(Set<Key> keys) {
    var counts = new LinkedHashMap<String, Integer>();
    var names = new LinkedHashMap<Key, String>();
    for (var key : keys) {
      var number = counts.merge(key.name(), 1, Integer::sum);
      names.put(key, number == 1 ? key.name() : key.name() + " " + number);
    }
    return names;
  }

  List<Planned> of(PhaseId phase) {
    return byPhase.getOrDefault(phase, List.of());
  }
}
