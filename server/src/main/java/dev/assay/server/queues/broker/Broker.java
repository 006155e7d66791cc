package dev.assay.server.queues.broker;

import dev.assay.contract.codabench.CeleryTask;
import java.util.UUID;

/** Carries messages to the workers of a queue. Each call is one try. */
public interface Broker {

  /** Whether the site has one at all. */
  boolean isConfigured();

  /** The virtual host that carries the default queue. */
  String defaultVhost();

  /**
   * Makes sure that the queue exists, and looks into it.
   *
   * @throws BrokerUnavailable when the broker cannot be reached or refuses
   */
  Depth depth(String vhost) throws BrokerUnavailable;

  /** Returns once the broker has confirmed that it has the message. */
  void publish(String vhost, CeleryTask task) throws BrokerUnavailable;

  /**
   * Asks the Celery worker that runs this task to end it. Nobody may hear it.
   *
   * @param task the message's task id
   */
  void revoke(String vhost, UUID task) throws BrokerUnavailable;

  /** Asks Celery's workers to tell of what they do with tasks. Nobody may hear it. */
  void askForTaskEvents(String vhost) throws BrokerUnavailable;

  /**
   * @param messages that wait, those in workers' hands not among them
   * @param consumers workers that would take one now
   */
  record Depth(int messages, int consumers) {}
}
