package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static dev.assay.worker.WorkerLab.failure;
import static dev.assay.worker.WorkerLab.result;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.BlobLink;
import dev.assay.contract.Cause;
import dev.assay.contract.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What a worker fetches, keeps and has at hand. */
class WorkerFilesTest extends InTheLab {
  @Test
  void files_are_fetched_once_and_shared_by_later_runs() throws IOException {
    var data = lab.site.blob("data.zip", WorkerLab.zip(Map.of("data.txt", "shared")));
    lab.runs(
        "predict",
        process -> {
          assertThat(process.read("/app/input_data/data.txt")).isEqualTo("shared");
          process.write("/app/input_data/data.txt", "changed");
          return 0;
        });
    lab.start();
    result(lab.site.give(lab.order(lab.submission(), data, 1 << 20)));
    long before = lab.site.fetchCount();
    var second = lab.site.give(lab.order(lab.submission(), data, 1 << 20));
    assertThat(result(second).steps().getFirst().exitCode()).isZero();
    assertThat(lab.site.fetchCount()).as("only the submission").isEqualTo(before + 1);
  }

  @Test
  void a_restarted_worker_still_has_its_cache() throws IOException, InterruptedException {
    var submission = lab.submission();
    lab.start();
    result(lab.site.give(lab.order(submission)));
    lab.stop(Duration.ofSeconds(5));
    long before = lab.site.fetchCount();
    lab.start();
    assertThat(result(lab.site.give(lab.order(submission))).outcome().kind())
        .isEqualTo(Kind.SCORED);
    assertThat(lab.site.fetchCount()).isEqualTo(before);
  }

  @Test
  void what_was_used_longest_ago_leaves_a_cache_that_is_too_full() throws IOException {
    lab.cacheBytes = 100;
    lab.start();
    var big = lab.site.blob("big.zip", WorkerLab.zip(Map.of("big", "x".repeat(80))));
    result(lab.site.give(lab.order(lab.submission(), big, 1 << 20)));
    var other = lab.site.blob("other.zip", WorkerLab.zip(Map.of("other", "y".repeat(90))));
    result(lab.site.give(lab.order(lab.submission(), other, 1 << 20)));
    var cache = root.resolve("worker/cache");
    await().until(() -> !Files.exists(cache.resolve(big.sha256())));
  }

  @Test
  void a_worker_short_of_disk_says_so_and_takes_nothing() throws IOException {
    lab.minFreeBytes = Long.MAX_VALUE;
    lab.start();
    await().until(() -> lab.site.claims.size() > 1);
    assertThat(lab.site.claims)
        .allSatisfy(claim -> assertThat(claim.freeSlots()).isZero())
        .allSatisfy(claim -> assertThat(requireNonNull(claim.condition()).shortOfDisk()).isTrue());
  }

  @Test
  void a_worker_tells_which_images_it_has_at_hand() throws IOException {
    lab.start();
    result(lab.give());
    await()
        .until(
            () ->
                requireNonNull(lab.site.claims.getLast().condition())
                    .images()
                    .contains(WorkerLab.IMAGE));
    assertThat(requireNonNull(lab.site.claims.getFirst().condition()).images()).isEmpty();
  }

  @Test
  void transfers_that_are_cut_off_are_begun_again() throws IOException {
    lab.site.cutDownloads.set(2);
    lab.site.cutUploads.set(2);
    lab.start();
    var result = result(lab.give());
    assertThat(result.outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(unzip(lab.site.upload("scoring-1"))).containsKey("scores.json");
  }

  @Test
  void a_link_that_has_expired_is_the_platforms_fault() throws IOException {
    lab.start();
    var gone = new BlobLink("/storage/gone", 3, "0".repeat(64), "submission.zip");
    var failure = failure(lab.site.give(lab.order(gone)));
    assertThat(failure.cause()).isEqualTo(Cause.STORAGE_FAILED);
    assertThat(failure.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(failure.message()).contains("submission.zip").contains("403");
  }

  @Test
  void a_submission_that_is_no_zip_is_the_participants_fault() throws IOException {
    lab.start();
    var text = lab.site.blob("mine.zip", "I am no zip".getBytes(StandardCharsets.UTF_8));
    var failure = failure(lab.site.give(lab.order(text)));
    assertThat(failure.cause()).isEqualTo(Cause.SUBMISSION_UNREADABLE);
    assertThat(failure.message()).contains("mine.zip");
  }

  @Test
  void task_data_that_is_no_zip_is_the_organisers_fault() throws IOException {
    lab.start();
    var text = lab.site.blob("data.csv", "a,b\n".getBytes(StandardCharsets.UTF_8));
    var failure = failure(lab.site.give(lab.order(lab.submission(), text, 1 << 20)));
    assertThat(failure.cause()).isEqualTo(Cause.TASK_DATA_UNREADABLE);
    assertThat(failure.message()).contains("data.csv");
  }

  private void stop(Duration grace) {
    try {
      lab.stop(grace);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> unzip(byte[] zip) throws IOException {
    var files = new TreeMap<String, String>();
    try (var stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
        files.put(entry.getName(), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
