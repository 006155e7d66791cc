package dev.assay.engine;

import java.time.Duration;

/** How a sandbox ended. */
public sealed interface Exit {

  /** Time between the word to go and the end. */
  Duration elapsed();

  /**
   * The program ended by itself, or by a signal of its own making (128 + signal).
   *
   * @param code its exit code
   * @param outOfMemory whether the engine's memory limit killed a process in it
   */
  record Exited(int code, boolean outOfMemory, Duration elapsed) implements Exit {}

  /** It was still running at the limit given to {@link Sandbox#await}. */
  record TimedOut(Duration limit, Duration elapsed) implements Exit {}

  /** {@link Sandbox#kill()} was called. */
  record Killed(Duration elapsed) implements Exit {}

  /** It filled a workspace past its limits. */
  record WorkspaceFull(Workspace.Limits limits, Duration elapsed) implements Exit {}

  /**
   * The container could not be started because of its own content: no such command, not executable.
   */
  record NotStarted(String reason, Duration elapsed) implements Exit {}
}
