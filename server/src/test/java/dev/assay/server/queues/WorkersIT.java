package dev.assay.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.WorkerCondition;
import dev.assay.contract.WorkerInfo;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.queues.broker.CeleryWorkers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

  @Test
  void a_machine_that_is_named_in_short_and_in_full_is_one_worker_of_codabenchs() {
    var queue = queues.queues().defaultQueue();
    var known = new ArrayList<String>();
    for (var said :
        List.of("gpu-7", "gpu-7.lab.example.org", "gpu-8.lab.example.org", "gpu-8", "gpu-77")) {
      var worker = CeleryWorkers.on(queue, queues.workers().knownAs(queue, said), null);
      queues.workers().asks(queue, worker, 1);
      known.add(worker.name());
    }
    assertThat(known)
        .containsExactly(
            "gpu-7", "gpu-7", "gpu-8.lab.example.org", "gpu-8.lab.example.org", "gpu-77");
  }

  @Test
  void machines_that_share_a_short_name_alone_are_two_workers_and_one_of_assays_is_another() {
    var queue = queues.queues().defaultQueue();
    var assays = new WorkerInfo("gpu-7", UUID.randomUUID(), "1", "docker", 2, 1L << 30, 0, 2);
    queues.workers().asks(queue, assays, 2);
    assertThat(queues.workers().knownAs(queue, "gpu-7.one.org")).isEqualTo("gpu-7.one.org");
    queues.workers().asks(queue, CeleryWorkers.on(queue, "gpu-7.one.org", null), 1);
    assertThat(queues.workers().knownAs(queue, "gpu-7.two.org")).isEqualTo("gpu-7.two.org");
  }

  private List<String> images() {
    return database.jdbc().sql("select unnest(images) from worker").query(String.class).list();
  }
}
