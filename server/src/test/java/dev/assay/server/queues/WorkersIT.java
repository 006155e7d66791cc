package dev.assay.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.WorkerCondition;
import dev.assay.contract.WorkerInfo;
import dev.assay.server.kernel.testing.MigratedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersIT {
  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final QueuesForTests queues = new QueuesForTests(database.jdbc(), Clock.systemUTC());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_a_worker_tells_of_its_images_and_its_disk_is_kept() {
    var queue = queues.queues().defaultQueue();
    var info = new WorkerInfo("lab", UUID.randomUUID(), "1", "docker", 2, 1L << 30, 0, 2);
    var worker = queues.workers().asks(queue, info, 2).orElseThrow();

    queues.workers().tells(worker, new WorkerCondition(List.of("python:3.11"), 5L << 30, false));
    queues.workers().tells(worker, new WorkerCondition(List.of("a", "b"), 1L << 20, true));

    assertThat(images()).containsExactly("a", "b");
    assertThat(
            new JdbcWorkers(database.jdbc(), Clock.systemUTC()).lately(queue, Duration.ofDays(1)))
        .singleElement()
        .satisfies(one -> assertThat(one.shortOfDisk()).isTrue());
  }

  private List<String> images() {
    return database.jdbc().sql("select unnest(images) from worker").query(String.class).list();
  }
}
