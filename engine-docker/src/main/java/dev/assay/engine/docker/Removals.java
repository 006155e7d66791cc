package dev.assay.engine.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.assay.engine.EngineException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is over without anyone waiting for it: of a container that has ended nothing runs
 * any more, and the engine takes as long to forget it as to make it.
 */
final class Removals implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Removals.class);

  /** Tries in all; they take some two minutes. */
  private static final int TRIES = 10;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final DockerApi api;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<CompletableFuture<Void>> pending = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  Removals(DockerApi api) {
    this.api = api;
  }

  /** Removes a container and the volumes made for it, killing it if it runs. */
  CompletableFuture<Void> removeLater(String container, List<String> volumes) {
    var removal = CompletableFuture.runAsync(() -> removeInTheEnd(container, volumes), threads);
    pending.add(removal);
    return removal.whenComplete(
        (_, failure) -> {
          pending.remove(removal);
          if (failure != null) {
            log.warn("Container {} stays for the next sweep: {}", container, failure.getMessage());
          }
        });
  }

  /**
   * An engine that is being restarted is back soon, and nobody else would look for what is left.
   */
  private void removeInTheEnd(String container, List<String> volumes) {
    for (int tries = 1; ; tries++) {
      try {
        remove(container);
        volumes.forEach(this::removeVolume);
        return;
      } catch (RuntimeException e) {
        if (tries == TRIES || isClosedWithin(FIRST_PAUSE.multipliedBy(1L << (tries - 1)))) {
          throw e;
        }
      }
    }
  }

  private boolean isClosedWithin(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Does something once a removal is through, whether it worked or not. */
  void after(CompletableFuture<Void> removal, Runnable next) {
    var follow = removal.handleAsync((_, _) -> null, threads).thenRun(next);
    pending.add(follow);
    follow.whenComplete((_, _) -> pending.remove(follow));
  }

  /** Removes it now; succeeds if it is gone already. */
  void remove(String container) {
    try {
      api.calls().removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException gone) {
      return;
    } catch (ConflictException beingRemoved) {
      log.debug("Container {} is being removed already", container);
    } catch (DockerException e) {
      throw new EngineException(
          "Could not remove container " + container + ": " + EngineWords.of(e), e);
    }
  }

  void removeVolume(String volume) {
    try {
      api.calls().removeVolumeCmd(volume).exec();
    } catch (NotFoundException gone) {
      return;
    } catch (DockerException e) {
      throw new EngineException("Could not remove volume " + volume + ": " + EngineWords.of(e), e);
    }
  }

  /** Returns once everything handed over so far is gone, or has failed to go. */
  void settle() {
    for (var removal : List.copyOf(pending)) {
      removal.handle((_, _) -> null).join();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    settle();
    threads.close();
  }
}
