package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.LogStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs on their way from a disk that may be full. */
class LogShipperTest extends InTheLab {
  private static final LogStream NAME = LogStream.PREDICT_PROGRAM_STDOUT;

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger failedWrites = new AtomicInteger();
  private volatile boolean isFull;

  private AttemptAtSite attempt;

  private Path folder;

  @BeforeEach
  void give() throws IOException {
    attempt = lab.give();
    folder = root.resolve("run");
  }

  @AfterEach
  void closeHttp() {
    http.close();
  }

  /** Where pieces end cannot be noted while the disk is full. */
  private final class Cuts extends RandomAccessFile {
    Cuts(Path file) throws IOException {
      super(file.toFile(), "rw");
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (isFull) {
        super.write(bytes, 0, 1);
        failedWrites.incrementAndGet();
        throw new IOException("No space left on device");
      }
      super.write(bytes);
    }
  }

  private LogSpool spool() throws IOException {
    var owner = new LogSpool.Owner(attempt.order.attempt(), attempt.order.token(), null, null);
    return LogSpool.create(
        folder,
        owner,
        file -> file.toString().endsWith(".cuts") ? new Cuts(file) : SpooledStream.open(file));
  }

  private SiteApi site() {
    return new SiteApi(http, lab.site.address(), SiteStub.TOKEN);
  }

  private LogShipper started(LogSpool spool) {
    var shipper = new LogShipper(spool, site(), lab.settings().timing());
    shipper.start();
    return shipper;
  }

  private static void print(LogShipper shipper, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    shipper.append(NAME, bytes, 0, bytes.length);
  }

  @Test
  void while_a_run_goes_on_its_log_waits_for_room_on_the_disk()
      throws IOException, InterruptedException {
    isFull = true;
    try (var shipper = started(spool())) {
      print(shipper, "one ");
      await().until(() -> failedWrites.get() > 1);
      print(shipper, "two ");
      isFull = false;
      await().until(() -> attempt.log(NAME).equals("one two "));
      print(shipper, "three");
      assertThat(shipper.finish(() -> true)).isTrue();
    }
    assertThat(attempt.log(NAME)).isEqualTo("one two three");
  }

  @Test
  void the_end_of_a_run_does_not_wait_for_the_disk_and_the_rest_of_the_log_follows()
      throws IOException, InterruptedException {
    try (var shipper = started(spool())) {
      print(shipper, "one ");
      await().until(() -> attempt.log(NAME).equals("one "));
      isFull = true;
      print(shipper, "two");
      assertThat(shipper.finish(() -> true)).as("whether all is there").isFalse();
    }
    assertThat(attempt.log(NAME)).isEqualTo("one ");

    try (var opened = WorkerFolder.open(root.resolve("worker"));
        var leftovers = new Leftovers(opened, _ -> site(), lab.settings().timing())) {
      leftovers.send(folder);
      await().until(() -> attempt.log(NAME).equals("one two"));
      await().until(() -> !Files.exists(folder));
    }
  }

  @Test
  void what_nobody_waits_for_is_patient_with_the_disk() throws IOException, InterruptedException {
    isFull = true;
    var spool = spool();
    try (var shipper = LogShipper.patient(spool, site(), lab.settings().timing())) {
      print(shipper, "late");
      shipper.start();
      var room =
          Thread.ofVirtual()
              .start(
                  () -> {
                    await().until(() -> failedWrites.get() > 1);
                    isFull = false;
                  });
      assertThat(shipper.finish(() -> true)).isTrue();
      room.join();
    }
    assertThat(attempt.log(NAME)).isEqualTo("late");
  }

  @Test
  void a_spool_that_cannot_be_read_is_given_up_at_once() throws IOException, InterruptedException {
    var spool = spool();
    spool.append(NAME, new byte[10], 0, 10);
    try (var file = SpooledStream.open(folder.resolve(NAME.label()))) {
      file.setLength(0);
    }
    try (var shipper = LogShipper.patient(spool, site(), lab.settings().timing())) {
      shipper.start();
      assertThat(shipper.finish(() -> true)).isFalse();
    }
  }
}
