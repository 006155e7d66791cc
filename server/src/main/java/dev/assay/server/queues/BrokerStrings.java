package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SecretToken;
import java.util.Optional;

/** Connection strings of queues at a broker, if the site has one. */
public interface BrokerStrings {

  boolean isPossible();

  /** Where the queue is carried, and as whom its workers log in; empty while they cannot. */
  Optional<Connection> of(QueueId queue);

  /**
   * Makes an account, in the place of the one before: who knows only the old one is out at once.
   *
   * @return the connection string, to show once
   * @throws Failed when the broker cannot be reached
   */
  SecretToken renew(Queue queue) throws Failed;

  /** Takes it away, with all that waits at the broker; the database keeps the work. */
  void remove(Queue queue) throws Failed;

  /** Without the password. */
  record Connection(String host, String vhost, String user) {}

  /** The broker did not do as it was told; nothing has changed for whoever uses it. */
  final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    public Failed(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
