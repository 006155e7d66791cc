package dev.assay.server.queues.broker;

/** The broker cannot be reached, or refuses. Its work goes on once it is back. */
public final class BrokerUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  BrokerUnavailable(String message) {
    super(message);
  }

  BrokerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
