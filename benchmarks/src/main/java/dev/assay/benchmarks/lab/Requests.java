package dev.assay.benchmarks.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What workers told the sites, kept byte for byte, to be told again later and in another order. */
final class Requests {
  private static final int KEPT = 400;
  private static final int LARGEST = 64 * 1024;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final Pattern TOLD =
      Pattern.compile("POST [^ ]*/attempts/\\d+/(result|logs|heartbeat|release) ");

  private final List<byte[]> kept = new ArrayList<>();

  Reader open() {
    return new Reader();
  }

  private synchronized void keep(byte[] request) {
    kept.add(request);
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
        socket.getInputStream().readNBytes(12);
      } catch (IOException e) {
        // The site is down just now, as sites here are.
        continue;
      }
    }
  }

  /** One connection's way to the site, cut into requests. */
  final class Reader {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean lost;

    void read(byte[] buffer, int length) {
      if (lost) {
        return;
      }
      bytes.write(buffer, 0, length);
      while (take()) {
        // The next one.
      }
      if (bytes.size() > LARGEST) {
        lost = true;
        bytes.reset();
      }
    }

    private boolean take() {
      var text = bytes.toString(StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        return false;
      }
      var head = text.substring(0, end);
      var length = LENGTH.matcher(head);
      if (!length.find() && head.toLowerCase(Locale.ROOT).contains("transfer-encoding")) {
        lost = true;
        return false;
      }
      int whole = end + 4 + (length.find(0) ? Integer.parseInt(length.group(1)) : 0);
      if (text.length() < whole) {
        return false;
      }
      var all = bytes.toByteArray();
      bytes.reset();
      bytes.write(all, whole, all.length - whole);
      if (TOLD.matcher(head).lookingAt()) {
        keep(java.util.Arrays.copyOf(all, whole));
      }
      return true;
    }
  }
}
