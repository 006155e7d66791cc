package dev.assay.cli;

import dev.assay.cli.site.SiteClient;
import dev.assay.engine.EngineException;
import dev.assay.postgres.PostgresException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Turns what a command threw into words for its user; the stack only for what is a bug of ours. */
final class Failures {
  private Failures() {}

  static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    var err = command.getErr();
    switch (failure) {
      case Stopped expected -> err.println("assay: " + expected.getMessage());
      case SiteClient.Refused refused ->
          err.println("assay: the site refuses: " + refused.getMessage());
      case PostgresException expected -> err.println("assay: " + expected.getMessage());
      case EngineException expected -> err.println("assay: " + expected.getMessage());
      case UncheckedIOException io ->
          err.println("assay: %s: %s.".formatted(io.getMessage(), words(io.getCause())));
      default -> failure.printStackTrace(err);
    }
    err.flush();
    return failure instanceof Stopped stopped ? stopped.exitCode() : CommandLine.ExitCode.USAGE;
  }

  private static String words(@Nullable Throwable cause) {
    return cause instanceof IOException io ? IoWords.of(io) : "it cannot be read or written";
  }
}
