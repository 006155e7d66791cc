package dev.assay.server.runs;

import java.util.function.Consumer;

/** Carries short words to the site's other processes: quickly, but not surely. */
interface Hints {
  void send(String hint);

  /** Where words from other processes go. */
  void onHint(Consumer<String> listener);
}
