package dev.assay.benchmarks.lab;

import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Json;
import dev.assay.contract.Paths;
import dev.assay.contract.Release;
import dev.assay.contract.RunOrder;
import dev.assay.contract.WorkerInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Workers that ask for runs, look at the clock, and give the runs back: how long a lease takes. */
public final class Prober implements AutoCloseable {
  /** Between two questions of one prober: what is measured is a lease, not a site run over. */
  private static final Duration BETWEEN = Duration.ofMillis(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI site;
  private final String token;

  public Prober(URI site, String token) {
    this.site = site;
    this.token = token;
  }

  /** Four ask again and again for so long; each answer's time. */
  public List<Duration> probe(Duration howLong) throws InterruptedException {
    var all = Collections.synchronizedList(new ArrayList<Duration>());
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 4; i++) {
      var info = new WorkerInfo("prober-" + i, UUID.randomUUID(), "1", "none", 1, 1L << 30, 0, 1);
      threads.add(Thread.ofVirtual().start(() -> all.addAll(probe(info, howLong))));
    }
    for (var thread : threads) {
      thread.join();
    }
    if (all.isEmpty()) {
      throw new IllegalStateException("The site gave no run to a worker that asked");
    }
    return all;
  }

  private List<Duration> probe(WorkerInfo info, Duration howLong) {
    var taken = new ArrayList<Duration>();
    var end = System.nanoTime() + howLong.toNanos();
    try {
      while (System.nanoTime() < end) {
        var start = System.nanoTime();
        var answer = post(Paths.BASE + "/claim", new ClaimRequest(info, 1, 5, List.of()));
        var time = Duration.ofNanos(System.nanoTime() - start);
        if (answer.statusCode() == 200) {
          taken.add(time);
          giveBack(Json.MAPPER.readValue(answer.body(), RunOrder.class));
        }
        Thread.sleep(BETWEEN);
      }
    } catch (IOException e) {
      throw new IllegalStateException("The site does not answer a worker that asks", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return taken;
  }

  private void giveBack(RunOrder order) throws IOException, InterruptedException {
    post(
        Paths.BASE + "/attempts/" + order.attempt() + "/release",
        new Release(order.token(), "only asking"));
  }

  private HttpResponse<byte[]> post(String path, Object body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(site.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
            .build(),
        BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
