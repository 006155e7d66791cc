package dev.assay.cli;

/** A command cannot go on; the message says why and what to do. */
public final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Stopped(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the user gave is at fault (exit code 1). */
  public static Stopped byInput(String message) {
    return new Stopped(message, 1);
  }

  /** The call or the machine is at fault (exit code 2). */
  public static Stopped byMachine(String message) {
    return new Stopped(message, 2);
  }

  /** For the shell: 1 or 2. */
  public int exitCode() {
    return exitCode;
  }
}
