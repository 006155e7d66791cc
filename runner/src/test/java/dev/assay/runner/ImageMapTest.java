package dev.assay.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.AppLayout;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import dev.assay.engine.testing.FakeEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageMapTest {
  @TempDir Path root;
  private final HandClock clock = new HandClock();

  @Test
  void a_pull_that_failed_is_not_tried_again_for_each_run() throws ImageUnavailable {
    var pulls = new AtomicInteger();
    var engine =
        new FakeEngine(root)
            .withImage("assay/python:3.11")
            .withPull(
                AppLayout.DEFAULT_IMAGE,
                _ -> {
                  pulls.incrementAndGet();
                  throw new ImageUnavailable(AppLayout.DEFAULT_IMAGE, "no registry answers");
                });
    var images = new ImageMap(Map.of(), clock);
    for (int i = 0; i < 3; i++) {
      assertThat(resolve(images, engine, AppLayout.DEFAULT_IMAGE)).isEqualTo("assay/python:3.11");
    }
    assertThat(pulls).hasValue(1);
    clock.now = clock.now.plus(ImageMap.RETRY_PULL_AFTER);
    resolve(images, engine, AppLayout.DEFAULT_IMAGE);
    assertThat(pulls).hasValue(2);
  }

  @Test
  void a_registry_out_of_reach_is_asked_again_by_the_next_try() throws ImageUnavailable {
    var pulls = new AtomicInteger();
    var engine = new FakeEngine(root);
    engine.withPull(
        "mine:1",
        _ -> {
          if (pulls.incrementAndGet() == 1) {
            throw new ImageUnavailable("mine:1", "connection refused", true);
          }
          engine.withImage("mine:1");
        });
    var images = new ImageMap(Map.of(), clock);
    assertThatThrownBy(() -> resolve(images, engine, "mine:1"))
        .isInstanceOfSatisfying(
            ImageUnavailable.class, refused -> assertThat(refused.mayPass()).isTrue());
    assertThat(resolve(images, engine, "mine:1")).isEqualTo("mine:1");
  }

  @Test
  void an_image_loaded_by_hand_meanwhile_is_found_once_the_refusal_is_old()
      throws ImageUnavailable {
    var engine = new FakeEngine(root);
    var images = new ImageMap(Map.of(), clock);
    assertThatThrownBy(() -> resolve(images, engine, "mine:1"))
        .isInstanceOf(ImageUnavailable.class)
        .hasMessageContaining("mine:1");
    engine.withImage("mine:1");
    clock.now = clock.now.plus(ImageMap.RETRY_PULL_AFTER);
    assertThat(resolve(images, engine, "mine:1")).isEqualTo("mine:1");
  }

  @Test
  void a_stand_in_that_is_missing_too_is_the_one_named() {
    var images = new ImageMap(Map.of("a:1", "b:1"), clock);
    assertThatThrownBy(() -> resolve(images, new FakeEngine(root).withImage("a:1"), "a:1"))
        .hasMessageContaining("b:1");
  }

  @Test
  void the_image_with_libraries_stands_in_for_any_legacy_image_before_the_bare_one()
      throws ImageUnavailable {
    var engine = new FakeEngine(root).withImage("assay/python:3.11");
    assertThat(resolve(new ImageMap(Map.of(), clock), engine, "codalab/codalab-legacy:py3"))
        .isEqualTo("assay/python:3.11");
    engine.withImage("assay/python-ml:3.11");
    for (var legacy : List.of("codalab/codalab-legacy", "codalab/codalab-legacy:py312")) {
      assertThat(resolve(new ImageMap(Map.of(), clock), engine, legacy))
          .isEqualTo("assay/python-ml:3.11");
    }
  }

  @Test
  void nothing_stands_in_for_images_of_others_unless_the_owner_says_so() throws ImageUnavailable {
    var engine = new FakeEngine(root).withImage("assay/python-ml:3.11").withImage("mine:2");
    assertThatThrownBy(() -> resolve(new ImageMap(Map.of(), clock), engine, "theirs/tool:v2"))
        .hasMessageContaining("theirs/tool:v2");
    var mapped =
        new ImageMap(Map.of("theirs/*", "assay/python-ml:3.11", "theirs/tool:*", "mine:2"), clock);
    assertThat(resolve(mapped, engine, "theirs/tool:v2")).isEqualTo("mine:2");
    assertThat(resolve(mapped, engine, "theirs/other:1")).isEqualTo("assay/python-ml:3.11");
  }

  private static String resolve(ImageMap images, FakeEngine engine, String image)
      throws ImageUnavailable {
    return images.resolve(engine, image, PullProgress.SILENT).reference();
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-05-01T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
