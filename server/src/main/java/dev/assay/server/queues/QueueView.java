package dev.assay.server.queues;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue with its workers.
 *
 * @param mayManage whether the reader may make tokens for workers (posted to {@code
 *     /queues/{id}/tokens} with the field {@code name})
 * @param workerCommand how to start a worker for this queue, shown to who may manage it
 * @param key how bundles name it
 * @param tokens of its workers, for who may manage it
 * @param parallelLimit how many runs of one account may be under way at once (posted to {@code
 *     /queues/{id}/limit} with the field {@code limit}); null for no limit
 * @param provenAt when the site's own test run was scored here last; null for never
 * @param lastTry what the site's own test run used last; null if there was none
 * @param own null for others' queues and the site's
 * @param refused the form that was not taken
 */
public record QueueView(
    String name,
    boolean mayManage,
    String workerCommand,
    String key,
    List<Token> tokens,
    QueueStateView state,
    @Nullable Integer parallelLimit,
    @Nullable Instant provenAt,
    @Nullable QueueTry lastTry,
    @Nullable Own own,
    RefusedForm refused)
    implements PageView {

  /**
   * What only the owner of a queue of one's own sees.
   *
   * @param hasBroker whether the site has a broker
   * @param connection null while there is no connection string
   */
  public record Own(
      boolean isPublic,
      List<Sharer> sharedWith,
      List<Use> uses,
      boolean hasBroker,
      @Nullable Connection connection) {
    public Own {
      sharedWith = List.copyOf(sharedWith);
      uses = List.copyOf(uses);
    }
  }

  /** Somebody who may use the queue. */
  public record Sharer(long account, String name) {}

  /** What uses the queue. */
  public record Use(String what, String url) {}

  /**
   * @param shown without the password
   */
  public record Connection(String shown) {}

  /** A worker token, without its secret. */
  public record Token(
      long id, String name, String begins, Instant made, @Nullable Instant lastUsed) {}

  public QueueView {
    tokens = List.copyOf(tokens);
  }

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
