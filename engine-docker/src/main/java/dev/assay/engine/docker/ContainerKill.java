package dev.assay.engine.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills one container. An engine that does not take the kill, as while it is restarted, is asked
 * until it does: nobody else would ask it again.
 */
final class ContainerKill {
  private static final Duration AGAIN = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(ContainerKill.class);

  private final String id;
  private final DockerApi api;
  private final Predicate<Duration> isOverWithin;

  /**
   * @param isOverWithin waits so long, or less once there is nothing to kill any more
   */
  ContainerKill(String id, DockerApi api, Predicate<Duration> isOverWithin) {
    this.id = id;
    this.api = api;
    this.isOverWithin = isOverWithin;
  }

  /** Kills it now, or else in a thread of its own as soon as the engine takes it. */
  void go() {
    if (!isTaken()) {
      Thread.ofVirtual().name("kill of " + id).start(this::goOn);
    }
  }

  private void goOn() {
    while (!isOverWithin.test(AGAIN) && !isTaken()) {
      continue;
    }
  }

  private boolean isTaken() {
    try {
      api.calls().killContainerCmd(id).exec();
      return true;
    } catch (NotFoundException | ConflictException ended) {
      return true;
    } catch (DockerException e) {
      if (EngineWords.hasEnded(e)) {
        return true;
      }
      log.warn("Container {} is to be killed again: {}", id, EngineWords.of(e));
    } catch (RuntimeException e) {
      log.warn("Container {} is to be killed again: {}", id, e.getMessage());
    }
    return false;
  }
}
