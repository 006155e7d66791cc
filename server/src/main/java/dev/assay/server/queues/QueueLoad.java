package dev.assay.server.queues;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits in a queue and what runs from it. The feature that owns runs provides it. */
public interface QueueLoad {

  int waiting(QueueId queue);

  /**
   * The first in line.
   *
   * @param reader decides which of them get a link; null for a visitor
   */
  List<Waiting> next(QueueId queue, @Nullable Account reader, int most);

  /** What workers hold now. */
  List<Running> running(QueueId queue, @Nullable Account reader);

  /** How long those that were started last had waited, the oldest first. */
  List<Wait> waits(QueueId queue, int most);

  /**
   * @param url null where the reader may not open it
   * @param since when it was queued
   */
  record Waiting(String what, @Nullable String url, Instant since) {}

  /**
   * @param url null where the reader may not open it
   * @param doing such as "prediction"
   */
  record Running(WorkerId worker, String what, @Nullable String url, String doing, Instant since) {}

  /** How long one waited from its receipt to its first start. */
  record Wait(Instant startedAt, Duration length) {}
}
