package dev.assay.cli.site;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Says now and then how far an upload is; nothing of one that is done in a moment. */
final class UploadProgress {
  private static final long EVERY = Duration.ofSeconds(5).toNanos();

  private final Consumer<String> say;
  private final long size;
  private long lastWord = System.nanoTime();
  private long lastOffset;

  UploadProgress(Consumer<String> say, long size) {
    this.say = say;
    this.size = size;
  }

  void at(long offset) {
    var since = System.nanoTime() - lastWord;
    if (since < EVERY) {
      return;
    }
    var speed = (offset - lastOffset) / (since / 1e9);
    say.accept(
        String.format(
            Locale.ROOT,
            "sent %.0f of %.0f MB (%.1f MB/s)",
            offset / 1e6,
            size / 1e6,
            speed / 1e6));
    lastWord = System.nanoTime();
    lastOffset = offset;
  }
}
