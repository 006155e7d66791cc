package dev.assay.server.codabench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Which of Celery's nodes took a step on, as far as it was heard: only the reports that follow name
 * the machine, and a node's name is its owner's to choose.
 */
@Component
final class StepNodes {
  private static final int MOST = 10_000;

  /** By the task's id, the latest. Guarded by this. */
  private final Map<UUID, String> nodes = new Latest();

  private static final class Latest extends LinkedHashMap<UUID, String> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
      return size() > MOST;
    }
  }

  synchronized void took(UUID task, String node) {
    nodes.put(task, node);
  }

  synchronized Optional<String> node(UUID task) {
    return Optional.ofNullable(nodes.get(task));
  }
}
