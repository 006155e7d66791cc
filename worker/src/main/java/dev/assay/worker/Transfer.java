package dev.assay.worker;

import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.BlobLink;
import dev.assay.contract.RunOrder.UploadLink;
import dev.assay.contract.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Moves files by signed links, without the worker's token, which a storage elsewhere must never
 * see. What breaks off is begun again.
 */
final class Transfer {
  private static final Duration TO_FIRST_BYTE = Duration.ofSeconds(30);
  private static final Duration STALL = Duration.ofSeconds(60);

  /** Slower than this, an upload is taken for dead. */
  private static final long BYTES_PER_SECOND = 32 * 1024;

  private final HttpClient http;
  private final URI site;
  private final WorkerSettings.Timing timing;

  Transfer(HttpClient http, URI site, WorkerSettings.Timing timing) {
    this.http = http;
    this.site = site;
    this.timing = timing;
  }

  /** Thrown when trying again is over. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }
  }

  /** Fetches a file whole and checked, or not at all. */
  void fetch(BlobLink link, Path target, BooleanSupplier wanted)
      throws Failed, InterruptedException {
    repeat(
        "fetch " + link.fileName(),
        wanted,
        () -> {
          var request =
              HttpRequest.newBuilder(Links.below(site, link.url())).timeout(TO_FIRST_BYTE).build();
          var response = send(request, BodyHandlers.ofInputStream());
          try (var body = response.body()) {
            check(response.statusCode(), body);
            receive(link, body, target);
          }
        });
  }

  private void receive(BlobLink link, InputStream body, Path target)
      throws IOException, SiteUnavailable {
    var digest = Sha256.fresh();
    long size = 0;
    try (var watched = new StallGuard(body, STALL);
        var file = Files.newOutputStream(target)) {
      var buffer = new byte[64 * 1024];
      for (int read = watched.read(buffer); read >= 0; read = watched.read(buffer)) {
        digest.update(buffer, 0, read);
        file.write(buffer, 0, read);
        size += read;
        if (size > link.size()) {
          break;
        }
      }
    }
    var hash = Sha256.hex(digest);
    if (size != link.size() || !hash.equals(link.sha256())) {
      throw new SiteUnavailable(
          "Received %d bytes with hash %s instead of %d with hash %s"
              .formatted(size, hash, link.size(), link.sha256()));
    }
  }

  /** Stores a file. */
  StoredObject store(Path file, UploadLink link, BooleanSupplier wanted)
      throws Failed, InterruptedException, IOException {
    var object = new StoredObject(Files.size(file), Sha256.hex(file));
    repeat(
        "store " + file.getFileName(),
        wanted,
        () -> {
          var patience = TO_FIRST_BYTE.plusSeconds(object.size() / BYTES_PER_SECOND);
          var request =
              HttpRequest.newBuilder(Links.below(site, link.url()))
                  .timeout(patience)
                  .PUT(BodyPublishers.ofFile(file))
                  .build();
          var response = send(request, BodyHandlers.ofInputStream());
          try (var body = response.body()) {
            check(response.statusCode(), body);
          }
        });
    return object;
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return http.send(request, handler);
  }

  private static void check(int status, InputStream body)
      throws SiteUnavailable, Refused, IOException {
    if (status / 100 == 2) {
      return;
    }
    var text = new String(body.readNBytes(300), StandardCharsets.UTF_8).strip();
    var what = "HTTP " + status + (text.isEmpty() ? "" : ": " + text);
    if (Links.isPassing(status)) {
      throw new SiteUnavailable(what);
    }
    throw new Refused(what);
  }

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  @FunctionalInterface
  private interface Try {
    void run() throws IOException, SiteUnavailable, Refused, InterruptedException;
  }

  private void repeat(String what, BooleanSupplier wanted, Try attempt)
      throws Failed, InterruptedException {
    var patience = new Patience(timing.longestPause());
    long end = System.nanoTime() + timing.storagePatience().toNanos();
    while (true) {
      String why;
      try {
        attempt.run();
        return;
      } catch (Refused e) {
        throw new Failed("Could not %s. %s".formatted(what, e.getMessage()));
      } catch (SiteUnavailable e) {
        why = e.getMessage();
      } catch (IOException e) {
        why = e.toString();
      }
      if (!wanted.getAsBoolean() || System.nanoTime() - end > 0) {
        throw new Failed("Could not %s. %s".formatted(what, why));
      }
      patience.pause("Could not %s. %s".formatted(what, why));
    }
  }
}
