package dev.assay.cli.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that is to be kept running.
 *
 * @param name what messages, its log and its pid file call it
 * @param environment added to our own
 * @param grace how long it may take to stop
 */
record Program(
    String name,
    List<String> command,
    Map<String, String> environment,
    LogFile log,
    Duration grace) {

  private static final boolean HAS_SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));

  /**
   * Its standard input is a pipe from us that never says anything: when it closes, we are gone, and
   * the program ends by itself. It has a session of its own, so that Ctrl-C in the terminal reaches
   * us alone and we stop things in order.
   */
  Process start() throws IOException {
    log.turnOver();
    var words = new ArrayList<String>();
    if (HAS_SETSID) {
      words.add("setsid");
    }
    words.addAll(command);
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
        .start();
  }
}
