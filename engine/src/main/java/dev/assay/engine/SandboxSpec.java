package dev.assay.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything a container gets; what is not named here it does not get. Always: no capabilities, no
 * new privileges, its own loopback, a private {@code /tmp} and {@code /dev/shm}, {@code HOME=/tmp}.
 *
 * @param command the program and its arguments, after the image's own entry point
 * @param mounts what lies where; parents of mount points are made as needed and are not writable
 * @param labels for the worker's and anyone's sweep: site, worker, attempt, deadline
 * @param gpus graphics processors, by the name or number that the engine knows
 */
public record SandboxSpec(
    ResolvedImage image,
    List<String> command,
    String workingDirectory,
    Map<String, String> environment,
    List<Mount> mounts,
    Limits limits,
    Network network,
    boolean writableRoot,
    User user,
    Map<String, String> labels,
    List<String> gpus) {

  public SandboxSpec {
    gpus = List.copyOf(gpus);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    mounts = List.copyOf(mounts);
    labels = Map.copyOf(labels);
  }

  /** The same with these graphics processors. */
  public SandboxSpec withGpus(List<String> devices) {
    return new SandboxSpec(
        image,
        command,
        workingDirectory,
        environment,
        mounts,
        limits,
        network,
        writableRoot,
        user,
        labels,
        devices);
  }

  /** What a container may reach. */
  public enum Network {
    /** Its own loopback and nothing else. */
    NONE,
    /** The engine's default network. */
    DEFAULT
  }

  /**
   * Who the program is inside.
   *
   * @param name as the engine takes it: a number, {@code number:number}, or a name that the image
   *     knows; empty for the two constants
   */
  public record User(String kind, String name) {
    /** An unprivileged uid, whatever the image says. */
    public static final User UNPRIVILEGED = new User("unprivileged", "");

    /** Whoever the image says. */
    public static final User OF_IMAGE = new User("of image", "");

    /** This one. */
    public static User named(String name) {
      return new User("named", name);
    }
  }

  /**
   * @param memoryBytes memory without swap
   * @param cpus processors' worth of time
   * @param pids processes and threads
   * @param tmpBytes size of {@code /tmp}
   * @param sharedMemoryBytes size of {@code /dev/shm}
   */
  public record Limits(
      long memoryBytes, double cpus, int pids, long tmpBytes, long sharedMemoryBytes) {
    public Limits {
      if (memoryBytes <= 0 || cpus <= 0 || pids <= 0 || tmpBytes <= 0 || sharedMemoryBytes <= 0) {
        throw new IllegalArgumentException(
            "Limits must be positive: memory "
                + memoryBytes
                + " B, "
                + cpus
                + " CPUs, "
                + pids
                + " pids, /tmp "
                + tmpBytes
                + " B, /dev/shm "
                + sharedMemoryBytes
                + " B");
      }
    }
  }

  /** One place in the container. */
  public record Mount(String path, Source source) {}

  /** What is mounted. */
  public sealed interface Source {

    /** A folder of the host, read-only. */
    record ReadOnly(Path folder) implements Source {}

    /**
     * A folder of the host that the program may write over without touching it; what it writes is
     * lost. The folder may still be filled until {@link Sandbox#start}, so that a sandbox can be
     * prepared while its input is being made. The same folder at two places of a sandbox is one
     * layer: what is written at one is seen at the other.
     */
    record CopyOnWrite(Path folder) implements Source {}

    /**
     * A folder of a workspace, writable; the same folder may be mounted twice and in two sandboxes.
     */
    record InWorkspace(Workspace workspace, String folder) implements Source {}
  }
}
