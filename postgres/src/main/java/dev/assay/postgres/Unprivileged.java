package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a program is run that refuses to be run by root.
 *
 * <p>PostgreSQL's programs do. Where we are root they run in a user namespace of their own: there
 * the same files are theirs, but they are not root and have no privilege. Where the system has no
 * user namespaces (a container with closed defaults), they run as another user, to whom the files
 * are given.
 *
 * @param prefix what stands before the command
 * @param owner the user the files have to be given to, if it is another one
 */
record Unprivileged(List<String> prefix, Optional<String> owner) {

  static Unprivileged find() {
    if (!isRoot()) {
      return new Unprivileged(List.of(), Optional.empty());
    }
    if (Commands.succeeds("unshare", "--user", "true")) {
      return new Unprivileged(List.of("unshare", "--user"), Optional.empty());
    }
    return Stream.of("postgres", "nobody")
        .flatMap(user -> as(user).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new PostgresException(
                    "PostgreSQL does not run as root, and neither a user namespace (unshare --user) nor another"
                        + " user (setpriv, users postgres or nobody) can be had here. Start as an ordinary user."));
  }

  /** Running as {@code user}, if there is one and we may become it. */
  static Optional<Unprivileged> as(String user) {
    var group = Commands.run(List.of("id", "-g", user), "");
    var prefix =
        List.of(
            "setpriv",
            "--reuid",
            user,
            "--regid",
            group.output().strip(),
            "--clear-groups",
            "--inh-caps=-all");
    return group.exit() == 0 && Commands.succeeds("setpriv", prefix.subList(1, 7), "true")
        ? Optional.of(new Unprivileged(prefix, Optional.of(user)))
        : Optional.empty();
  }

  static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> command(Path program, List<String> arguments) {
    var command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /**
   * Makes {@code folder} one that the programs can pass through; what lies in it keeps its own
   * protection.
   */
  void letThrough(Path folder) {
    if (owner.isPresent()) {
      Folders.set(folder, "rwx--x--x");
    }
  }

  /** Gives files to whoever the programs run as. */
  void give(Path... paths) {
    for (var path : paths) {
      owner.ifPresent(user -> give(path, user));
    }
  }

  private static void give(Path path, String user) {
    if (!Commands.succeeds("chown", List.of("-R", user), path.toString())) {
      throw new PostgresException("Cannot give %s to user %s.".formatted(path, user));
    }
  }

  /**
   * Finds out before anything is written whether the programs can be run at all from where they
   * lie.
   */
  void check(Binaries binaries) {
    var tried = Commands.run(command(binaries.program("postgres"), List.of("--version")), "");
    if (tried.exit() != 0) {
      throw new PostgresException(
          "PostgreSQL cannot be run from %s%s: %s. Name a data folder that can be reached and executed from."
              .formatted(
                  binaries.folder(),
                  owner.map(user -> " as user " + user).orElse(""),
                  tried.output().strip()));
    }
  }
}
