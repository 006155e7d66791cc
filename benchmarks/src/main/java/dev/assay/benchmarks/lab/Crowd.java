package dev.assay.benchmarks.lab;

import dev.assay.cli.Stopped;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.ZippedFolder;
import dev.assay.contract.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Participants who send submissions to whichever site answers and keep their receipts. */
final class Crowd {
  static final int PEOPLE = 12;

  private final List<SiteClient> first;
  private final List<SiteClient> second;
  private final Map<Long, Promise> receipts = new ConcurrentHashMap<>();

  private Crowd(List<SiteClient> first, List<SiteClient> second) {
    this.first = first;
    this.second = second;
  }

  /**
   * What a submission is to come to.
   *
   * @param number its score, or {@link #POISON}
   * @param lines how many its prediction prints
   */
  record Promise(String number, int lines) {
    static final String POISON = "poison";

    boolean isPoison() {
      return number.equals(POISON);
    }

    /** What its prediction prints, all of it. */
    String printed() {
      return IntStream.range(0, lines)
          .mapToObj(line -> WrittenBundle.line(number, line))
          .collect(Collectors.joining());
    }
  }

  static Crowd join(Lab lab, List<URI> sites, List<Long> competitions) throws SQLException {
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
      for (int i = 0; i < PEOPLE; i++) {
        var token = "assay_chaos-participant-number-" + i;
        insert.setString(1, "crowd" + i);
        insert.setString(2, "Crowd " + i);
        insert.setBytes(3, Sha256.bytes(token));
        insert.execute();
        first.add(SiteClient.visiting(sites.getFirst()).withToken(token));
        second.add(SiteClient.visiting(sites.getLast()).withToken(token));
        for (var competition : competitions) {
          first
              .getLast()
              .post("/api/v1/competitions/" + competition + "/join", Map.of("acceptTerms", true));
        }
      }
    }
    return new Crowd(first, second);
  }

  /** Sends until somebody gives a receipt. Without one, nothing was promised. */
  void submit(int person, long phase, Path submission, Promise promise)
      throws InterruptedException {
    var sites = List.of(first, second);
    var tries = new AtomicInteger();
    Watch.until(
            Duration.ofSeconds(90),
            () ->
                receipt(
                    sites.get(tries.getAndIncrement() % 2).get(person % first.size()),
                    phase,
                    submission))
        .ifPresentOrElse(
            receipt -> receipts.put(receipt, promise),
            () -> {
              throw new IllegalStateException("No site took a submission for 90 seconds");
            });
  }

  private static Optional<Long> receipt(SiteClient client, long phase, Path submission) {
    try (var zip = ZippedFolder.of(submission)) {
      var receipt =
          client.upload("/api/v1/phases/" + phase + "/submissions", zip.file(), zip.name());
      return Optional.of(receipt.path("id").asLong());
    } catch (Stopped | SiteClient.Refused e) {
      return Optional.empty();
    }
  }

  /** What was promised, by the submission's number. */
  Map<Long, Promise> receipts() {
    return Map.copyOf(receipts);
  }
}
