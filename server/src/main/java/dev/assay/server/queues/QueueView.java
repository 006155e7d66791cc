package dev.assay.server.queues;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;

/**
 * A queue with its workers.
 *
 * @param mayManage whether the reader may make tokens for workers (posted to {@code
 *     /queues/{id}/tokens} with the field {@code name})
 * @param workerCommand how to start a worker for this queue, shown to who may manage it
 */
public record QueueView(String name, boolean mayManage, String workerCommand, QueueStateView state)
    implements PageView {

  @Override
  public String template() {
    return "queues/queue";
  }

  @Override
  public String title() {
    return "Queue " + name;
  }

  @Override
  public Section section() {
    return Section.QUEUES;
  }
}
