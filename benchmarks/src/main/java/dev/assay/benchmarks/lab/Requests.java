package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.HttpMessages.Message;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What workers told the sites, kept byte for byte, to be told again later and in another order. */
final class Requests {
  private static final int KEPT = 400;
  private static final Pattern TOLD =
      Pattern.compile("POST [^ ]*/attempts/\\d+/(result|logs|heartbeat|release|predictions) ");

  private final List<byte[]> kept = new ArrayList<>();

  synchronized void keep(Message request) {
    if (!TOLD.matcher(request.head()).lookingAt()) {
      return;
    }
    kept.add(request.bytes());
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
  }

  private synchronized byte @Nullable [] any(Random random) {
    return kept.isEmpty() ? null : kept.get(random.nextInt(kept.size()));
  }

  /** Tells a site some of it once more, in no order. */
  void replay(URI site, int times, Random random) {
    for (int i = 0; i < times; i++) {
      var request = any(random);
      if (request == null) {
        return;
      }
      try (var socket = new Socket(site.getHost(), site.getPort())) {
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        var _ = socket.getInputStream().readNBytes(12);
      } catch (IOException e) {
        // The site is down just now, as sites here are.
        continue;
      }
    }
  }
}
