package dev.assay.server.queues.broker;

import dev.assay.contract.WorkerInfo;
import dev.assay.server.kernel.QueueId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Codabench's workers as far as one can know them: they say which machine they are on. */
public final class CeleryWorkers {
  /** The version of one that has only reported so far. */
  public static final String WITHOUT_SIGNS_OF_LIFE = "Codabench worker";

  private CeleryWorkers() {}

  /** The same for the same machine, wherever it is named. */
  public static WorkerInfo on(QueueId queue, String host, @Nullable String celeryVersion) {
    var instance =
        UUID.nameUUIDFromBytes(("celery " + queue + " " + host).getBytes(StandardCharsets.UTF_8));
    return new WorkerInfo(
        host,
        instance,
        celeryVersion == null
            ? WITHOUT_SIGNS_OF_LIFE
            : WITHOUT_SIGNS_OF_LIFE + ", Celery " + celeryVersion,
        "",
        0,
        0,
        0,
        1);
  }
}
