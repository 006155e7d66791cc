package dev.assay.benchmarks.lab;

import dev.assay.cli.Stopped;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.ZippedFolder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Participants who send submissions to whichever site answers and keep their receipts. */
final class Crowd {
  private final List<SiteClient> first;
  private final List<SiteClient> second;
  private final Map<Long, String> receipts = new ConcurrentHashMap<>();
  private final long phase;

  private Crowd(List<SiteClient> first, List<SiteClient> second, long phase) {
    this.first = first;
    this.second = second;
    this.phase = phase;
  }

  static Crowd join(Lab lab, List<URI> sites, long competition, long phase, int people)
      throws SQLException {
    var first = new ArrayList<SiteClient>();
    var second = new ArrayList<SiteClient>();
    try (var database = lab.connect();
        var insert =
            database.prepareStatement(
                """
                with person as (
                  insert into account (username, display_name, password_hash, created_at)
                  values (?, ?, 'none', now()) returning id)
                insert into api_token (account_id, name, hash, hint, created_at)
                select id, 'chaos', ?, 'chaos', now() from person""")) {
      for (int i = 0; i < people; i++) {
        var token = "assay_chaos-participant-number-" + i;
        insert.setString(1, "crowd" + i);
        insert.setString(2, "Crowd " + i);
        insert.setBytes(3, sha256(token));
        insert.execute();
        first.add(SiteClient.visiting(sites.getFirst()).withToken(token));
        second.add(SiteClient.visiting(sites.getLast()).withToken(token));
        first
            .getLast()
            .post("/api/v1/competitions/" + competition + "/join", Map.of("acceptTerms", true));
      }
    }
    return new Crowd(first, second, phase);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Sends until somebody gives a receipt. Without one, nothing was promised. */
  void submit(int person, Path submission, String number) throws InterruptedException {
    var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    for (int tries = 0; System.nanoTime() < end; tries++) {
      var client = (tries % 2 == 0 ? first : second).get(person % first.size());
      try (var zip = ZippedFolder.of(submission)) {
        var receipt =
            client.upload("/api/v1/phases/" + phase + "/submissions", zip.file(), zip.name());
        receipts.put(receipt.path("id").asLong(), number);
        return;
      } catch (Stopped | SiteClient.Refused e) {
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("No site took a submission for a minute");
  }

  /** What was promised: submission to the number it is to score. */
  Map<Long, String> receipts() {
    return Map.copyOf(receipts);
  }

  SiteClient reader() {
    return first.getFirst();
  }
}
