package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Worker processes, each behind a network of its own. Whoever dies is started again, as a
 * supervisor would. The second one's clock is an hour ahead, the third one's an hour behind.
 */
final class Fleet implements AutoCloseable {
  private static final List<Integer> OFFSETS = List.of(0, 3600, -3600, 0);

  private final List<Member> members = new ArrayList<>();
  private volatile boolean closed;

  /** A worker and its network. */
  record Member(LabProcess process, TcpProxy network) {}

  Fleet(Lab lab, List<URI> sites, Requests requests, int workers) throws IOException {
    for (int i = 0; i < workers; i++) {
      var network = new TcpProxy(sites, requests);
      Path folder = lab.folder().resolve("workers");
      var process =
          lab.java(
              "worker-" + i,
              List.of("-Xmx160m"),
              FakeWorkers.class,
              List.of(
                  network.url().toString(),
                  folder.toString(),
                  "worker-" + i,
                  "1",
                  "2",
                  Integer.toString(OFFSETS.get(i % OFFSETS.size()))));
      members.add(new Member(process, network));
    }
    Thread.ofVirtual().start(this::keepAlive);
  }

  List<Member> members() {
    return members;
  }

  private void keepAlive() {
    try {
      while (!closed) {
        Thread.sleep(200);
        for (var member : members) {
          if (!closed && !member.process().isAlive()) {
            member.process().start();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (var member : members) {
      member.process().close();
      member.network().close();
    }
  }
}
