package dev.assay.engine;

import java.time.Duration;

/**
 * One container, prepared and not yet started. Closing it kills it if need be and returns once
 * nothing of it runs any more; the engine may take its record away a moment later, at the latest
 * when the workspaces it used are closed.
 */
public interface Sandbox extends AutoCloseable {

  /** The engine's name for it, for logs. */
  String id();

  /**
   * Gives the word to go. Every byte the program writes reaches the sink before {@link #await}
   * returns, also from a container that lives for a few milliseconds.
   */
  void start(OutputSink output);

  /**
   * Waits for the end, at most the given time; past it the container is killed. In every case it no
   * longer runs when this returns.
   *
   * @throws InterruptedException if the waiting thread was interrupted; the container was killed
   */
  Exit await(Duration limit) throws InterruptedException;

  /**
   * Kills the container; {@link #await} then returns {@link Exit.Killed}. Before the word to go, it
   * keeps the program from ever running. Does nothing once it has ended.
   */
  void kill();

  @Override
  void close();
}
