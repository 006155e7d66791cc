package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Worker processes, each behind a network of its own. Whoever dies is started again, as a
 * supervisor would. The second one's clock is an hour ahead, the third one's an hour behind; the
 * first one's disk is small, the last two listen at the broker.
 */
final class Fleet implements AutoCloseable {
  private static final List<Integer> OFFSETS = List.of(0, 3600, -3600, 0);
  private static final int SMALL_DISK_MEGABYTES = 96;

  private final Lab lab;
  private final List<URI> sites;
  private final Supplier<Conversation> listening;
  private final Path folder;
  private final SmallDisk smallDisk;
  private final List<Member> members = new ArrayList<>();

  /**
   * A worker and its network.
   *
   * @param disk that may be full; null for one that shares ours
   * @param isSimulated whether its engine runs no containers and fails when told to
   */
  record Member(
      LabProcess process, TcpProxy network, @Nullable SmallDisk disk, boolean isSimulated) {
    String name() {
      return process.name();
    }
  }

  /**
   * @param broker null for none
   */
  Fleet(Lab lab, List<URI> sites, Supplier<Conversation> listening, @Nullable Broker broker)
      throws IOException, InterruptedException {
    this.lab = lab;
    this.sites = List.copyOf(sites);
    this.listening = listening;
    this.folder = lab.folder().resolve("workers");
    this.smallDisk = SmallDisk.at(folder.resolve("worker-0"), SMALL_DISK_MEGABYTES);
    for (int i = 0; i < OFFSETS.size(); i++) {
      simulated(i, i >= 2 ? broker : null);
    }
  }

  private void simulated(int number, @Nullable Broker broker) throws IOException {
    var network = new TcpProxy(sites, listening);
    var arguments =
        new ArrayList<>(
            List.of(
                network.url().toString(),
                folder.toString(),
                "worker-" + number,
                "1",
                "2",
                OFFSETS.get(number).toString()));
    if (broker != null) {
      arguments.add(broker.url());
    }
    var process = lab.java("worker-" + number, List.of("-Xmx160m"), FakeWorkers.class, arguments);
    add(new Member(process, network, number == 0 ? smallDisk : null, true));
  }

  /** A worker that runs containers on this Docker, for the queue that the token is of. */
  Member withContainers(OwnDocker docker, String token) throws IOException {
    var network = new TcpProxy(sites, listening);
    var process = lab.worker("containers", network.url(), folder, docker.host(), token);
    var member = new Member(process, network, null, false);
    add(member);
    return member;
  }

  private synchronized void add(Member member) {
    members.add(member);
    member.process().keepAlive();
  }

  synchronized List<Member> members() {
    return List.copyOf(members);
  }

  @Override
  public void close() {
    for (var member : members()) {
      member.process().close();
      member.network().close();
    }
    smallDisk.close();
  }
}
