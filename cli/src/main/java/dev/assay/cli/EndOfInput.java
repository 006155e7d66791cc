package dev.assay.cli;

import java.io.IOException;

/**
 * Notices that whoever started us is gone: the pipe on our standard input closes with it, however
 * it ended.
 */
final class EndOfInput {
  private EndOfInput() {}

  static void then(Runnable action) {
    Thread.ofPlatform().daemon().name("end of input").start(() -> await(action));
  }

  private static void await(Runnable action) {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said; only the end means something.
      }
    } catch (IOException _) {
      // A broken pipe is an end, too.
    }
    action.run();
  }
}
