package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GpuPoolTest {
  private final GpuPool pool = new GpuPool(List.of("a", "b", "c"));

  @Test
  void each_is_with_one_run_at_a_time() throws InterruptedException {
    try (var two = pool.take(2);
        var one = pool.take(1)) {
      assertThat(two.devices()).containsExactly("a", "b");
      assertThat(one.devices()).containsExactly("c");
      assertThat(pool.total()).isEqualTo(3);
    }
    try (var all = pool.take(3)) {
      assertThat(all.devices()).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  @Test
  void who_asks_for_more_than_are_free_waits_for_the_others() throws InterruptedException {
    var first = pool.take(2);
    var got = new AtomicReference<>(List.<String>of());
    var waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var second = pool.take(2)) {
                    got.set(second.devices());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    assertThat(got.get()).isEmpty();

    first.close();
    first.close(); // Closing twice frees nothing twice.
    waiting.join();

    assertThat(got.get()).hasSize(2).doesNotHaveDuplicates();
    try (var all = pool.take(3)) {
      assertThat(all.devices()).doesNotHaveDuplicates();
    }
  }

  @Test
  void more_than_there_are_is_refused_at_once() {
    assertThatIllegalStateException().isThrownBy(() -> pool.take(4)).withMessageContaining("has 3");
  }

  @Test
  void what_is_withdrawn_never_comes_back() throws InterruptedException {
    var share = pool.take(1);
    pool.withdraw();
    share.close();

    assertThat(pool.total()).isZero();
    assertThatIllegalStateException().isThrownBy(() -> pool.take(1));
    pool.take(0).close();
  }
}
