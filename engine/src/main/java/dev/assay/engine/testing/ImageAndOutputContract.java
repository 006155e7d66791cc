package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.engine.Exit;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.OutputSink.Stream;
import dev.assay.engine.PullProgress;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.SandboxSpec.Source;
import java.nio.file.Files;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What an engine does with images, and with what programs say. */
interface ImageAndOutputContract extends EngineBed {

  @Test
  default void an_image_that_is_present_is_resolved_to_its_content() throws Exception {
    var resolved = engine().ensure(image(), PullProgress.SILENT);
    assertThat(resolved.reference()).isEqualTo(image());
    assertThat(resolved.id()).startsWith("sha256:");
  }

  @Test
  default void an_image_that_is_nowhere_to_be_had_is_named_in_the_refusal() {
    assertThatExceptionOfType(ImageUnavailable.class)
        .isThrownBy(() -> engine().ensure(missingImage(), PullProgress.SILENT))
        .withMessageContaining(missingImage())
        .satisfies(refusal -> assertThat(refusal.image()).isEqualTo(missingImage()));
  }

  @RepeatedTest(20)
  default void the_log_of_a_program_that_ends_at_once_is_complete() throws Exception {
    var ran =
        run(
            "echo first; echo second >&2; echo last",
            process -> {
              process.out("first\n");
              process.err("second\n");
              process.out("last\n");
              return 0;
            });
    assertThat(ran.code()).isZero();
    assertThat(ran.output().out()).isEqualTo("first\nlast\n");
    assertThat(ran.output().err()).isEqualTo("second\n");
  }

  @Test
  default void output_arrives_byte_for_byte_whatever_the_bytes_are() throws Exception {
    var every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    var input = host().resolve("bytes");
    Files.createDirectories(input);
    Files.write(input.resolve("every"), every);
    var ran =
        run(
            "cat /in/every; cat /in/every >&2",
            process -> {
              process.out(process.readBytes("/in/every"));
              process.err(process.readBytes("/in/every"));
              return 0;
            },
            new Mount("/in", new Source.ReadOnly(input)));
    assertThat(ran.output().bytes(Stream.STDOUT)).isEqualTo(every);
    assertThat(ran.output().bytes(Stream.STDERR)).isEqualTo(every);
  }

  @Test
  default void no_byte_of_a_long_log_is_lost() throws Exception {
    var ran =
        run(
            "yes 123456789 | head -c 5000000",
            process -> {
              process.out("123456789\n".repeat(500_000));
              return 0;
            });
    assertThat(ran.output().bytes(Stream.STDOUT)).hasSize(5_000_000);
    assertThat(ran.output().out()).isEqualTo("123456789\n".repeat(500_000));
  }

  @Test
  default void output_is_heard_while_the_program_runs() throws Exception {
    try (var sandbox = startedAndTalking(endless())) {
      sandbox.kill();
      assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
    }
  }
}
