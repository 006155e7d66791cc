package dev.assay.cli;

import dev.assay.engine.EngineInfo;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.Workspace;
import dev.assay.runner.SandboxLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a container may use of this machine. */
final class LimitOptions {
  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "Memory of each container, such as 4G (default: four fifths of the machine, shared by what runs at once).")
  private @Nullable Size memory;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "Processors of each container (default: all, shared by what runs at once).")
  private @Nullable Double cpus;

  @Option(
      names = "--output-size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "The most that the programs of a step may write (default: 2G).")
  private @Nullable Size output;

  /** The limits of this machine when it runs so many submissions at once. */
  SandboxLimits of(EngineInfo machine, int atOnce) {
    var standard = SandboxLimits.sharing(machine.cpus(), machine.memoryBytes(), atOnce);
    var container = standard.container();
    try {
      return new SandboxLimits(
          new SandboxSpec.Limits(
              memory == null ? container.memoryBytes() : memory.bytes(),
              cpus == null ? container.cpus() : cpus,
              container.pids(),
              container.tmpBytes(),
              container.sharedMemoryBytes()),
          output == null
              ? standard.output()
              : new Workspace.Limits(output.bytes(), standard.output().inodes()),
          standard.logBytes());
    } catch (IllegalArgumentException e) {
      throw Stopped.byMachine(String.valueOf(e.getMessage()));
    }
  }
}
