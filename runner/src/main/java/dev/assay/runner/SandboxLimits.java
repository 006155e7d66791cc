package dev.assay.runner;

import dev.assay.engine.SandboxSpec;
import dev.assay.engine.Workspace;

/**
 * What the worker's owner grants each container and each step's output.
 *
 * @param output size and number of files of a step's {@code /app/output} (and {@code /app/shared})
 * @param logBytes of each stream; what a program writes beyond is dropped, and the log says so
 */
public record SandboxLimits(SandboxSpec.Limits container, Workspace.Limits output, long logBytes) {

  private static final long MIB = 1024L * 1024;

  /** For a machine of this size that does this many runs at once, two containers each. */
  public static SandboxLimits sharing(int cpus, long memoryBytes, int slots) {
    long memory = Math.max(256 * MIB, Math.min(memoryBytes * 8 / 10 / slots, 64 * 1024 * MIB));
    var container =
        new SandboxSpec.Limits(
            memory, Math.max(1.0, (double) cpus / slots), 1024, 512 * MIB, 512 * MIB);
    return new SandboxLimits(container, new Workspace.Limits(2048 * MIB, 100_000), 64 * MIB);
  }
}
