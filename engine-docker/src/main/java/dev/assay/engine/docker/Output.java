package dev.assay.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.assay.engine.EngineException;
import dev.assay.engine.OutputSink;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What one container writes. Attached before the start, because a container of a few milliseconds
 * would otherwise be over before anyone listens; its end is the end of the stream.
 */
final class Output extends ResultCallback.Adapter<Frame> {
  private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

  private final CompletableFuture<@Nullable Void> attached = new CompletableFuture<>();

  // Set before the start, and the engine sends nothing before the start.
  private volatile @Nullable OutputSink sink;

  void to(OutputSink newSink) {
    sink = newSink;
  }

  /** Has an engine send here what a container writes; returns once it does. */
  static Output attach(DockerApi api, String container, Duration patience) {
    return DockerApi.call(
        "listen to container " + container,
        () -> {
          var output =
              api.streams()
                  .attachContainerCmd(container)
                  .withStdOut(true)
                  .withStdErr(true)
                  .withFollowStream(true)
                  .exec(new Output());
          output.awaitAttached(patience);
          return output;
        });
  }

  /**
   * The library's own wait does not notice a refusal, and an engine that hangs never answers at
   * all.
   */
  private void awaitAttached(Duration patience) {
    try {
      CompletableFuture.anyOf(attached, end).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", e);
    } catch (TimeoutException e) {
      throw new EngineException("no answer within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    var refusal = end.getNow(null);
    if (refusal instanceof DockerException words) {
      throw new EngineException(EngineWords.of(words), words);
    }
    if (refusal != null) {
      throw new EngineException(String.valueOf(refusal.getMessage()), refusal);
    }
  }

  @Override
  public void onStart(Closeable stream) {
    super.onStart(stream);
    attached.complete(null);
  }

  @Override
  public void onNext(Frame frame) {
    var taker = sink;
    var bytes = frame.getPayload();
    if (taker == null || bytes == null || bytes.length == 0) {
      return;
    }
    var stream =
        frame.getStreamType() == StreamType.STDERR
            ? OutputSink.Stream.STDERR
            : OutputSink.Stream.STDOUT;
    taker.write(stream, bytes, 0, bytes.length);
  }

  @Override
  public void onComplete() {
    super.onComplete();
    end.complete(null);
  }

  @Override
  public void onError(Throwable failure) {
    super.onError(failure);
    end.complete(failure);
  }

  /** Completes once every byte has been handed over, with what broke the stream if it broke. */
  CompletableFuture<@Nullable Throwable> end() {
    return end;
  }
}
