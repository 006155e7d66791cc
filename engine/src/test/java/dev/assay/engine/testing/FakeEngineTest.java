package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineException;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeEngineTest extends ContainerEngineContract {
  @TempDir Path data;

  private final AtomicInteger programs = new AtomicInteger();
  private FakeEngine fake = new FakeEngine(Path.of(""));

  @BeforeEach
  void create() {
    fake = new FakeEngine(data).withImage(image());
  }

  @Override
  public ContainerEngine engine() {
    return fake;
  }

  @Override
  public String image() {
    return "fake/image:1";
  }

  @Override
  public String missingImage() {
    return "fake/missing:1";
  }

  @Override
  public List<String> program(String shell, FakeProgram fake) {
    var name = "program-" + programs.incrementAndGet();
    this.fake.program(name, fake);
    return List.of(name);
  }

  @Test
  void graphics_processors_that_it_has_are_seen_by_the_program() throws Exception {
    fake.withGpus("0", "1");
    var spec =
        spec(
            program(
                "",
                process -> {
                  process.out(String.join(",", process.spec().gpus()));
                  return 0;
                }));

    assertThat(run(spec.withGpus(List.of("1"))).output().out()).isEqualTo("1");
    assertThat(run(spec).output().out()).isEmpty();
  }

  @Test
  void a_log_that_cannot_be_written_is_not_the_programs_fault() {
    var spec =
        spec(
            program(
                "",
                process -> {
                  process.out("a line");
                  return 0;
                }));
    try (var sandbox = engine().prepare(spec)) {
      sandbox.start(
          (stream, bytes, offset, length) -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
          });

      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> sandbox.await(Duration.ofSeconds(10)))
          .withMessageContaining("broke off");
    }
    assertThat(fake.open()).isZero();
  }

  @Test
  void an_injected_fault_hits_once() {
    fake.failNext(FakeEngine.Point.PREPARE, new EngineException("gone"));
    var spec = spec(List.of("anything"));
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine().prepare(spec))
        .withMessage("gone");
    engine().prepare(spec).close();
    assertThat(fake.open()).isZero();
  }

  @Test
  void a_slow_pull_takes_as_long_as_the_test_likes() throws Exception {
    var go = new CountDownLatch(1);
    fake.withPull(
        "slow:1",
        progress -> {
          progress.at("pulling slow:1");
          go.await();
        });
    var said = new CountDownLatch(1);
    var pulled = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                engine().ensure("slow:1", _ -> said.countDown());
                pulled.countDown();
              } catch (ImageUnavailable e) {
                throw new AssertionError(e);
              }
            });
    said.await();
    assertThat(pulled.getCount()).isOne();
    go.countDown();
    pulled.await();
    assertThat(engine().ensure("slow:1", PullProgress.SILENT).reference()).isEqualTo("slow:1");
  }
}
