package dev.assay.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Runs closed containers. Implementations are safe for use by several threads. Failures of the
 * engine itself are {@link EngineException}s: the platform's fault, never the participant's.
 */
public interface ContainerEngine extends AutoCloseable {

  /** What answers, for the queue page and the log. */
  EngineInfo info();

  /**
   * Makes sure the image is on this engine, pulling it if it is missing; an image that is present
   * is never pulled again.
   *
   * @throws ImageUnavailable if it is neither here nor to be had, with the engine's own words
   */
  ResolvedImage ensure(String image, PullProgress progress) throws ImageUnavailable;

  /** Makes a writable place of bounded size, for one or several sandboxes. */
  Workspace createWorkspace(Workspace.Limits limits, Map<String, String> labels);

  /**
   * Makes the sandbox without letting anything run in it yet: a sandbox whose mounts are known from
   * the task can be prepared before the submission arrives.
   */
  Sandbox prepare(SandboxSpec spec);

  /**
   * Removes containers (killing those that run) and workspaces whose labels match, as left over by
   * a worker that died, and names what went.
   */
  List<String> sweep(Predicate<Map<String, String>> labels);

  @Override
  void close();
}
