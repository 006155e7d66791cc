package dev.assay.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.assay.engine.OutputSink;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one container writes. Attached before the start, because a container of a few milliseconds
 * would otherwise be over before anyone listens; its end is the end of the stream.
 */
final class Output extends ResultCallback.Adapter<Frame> {
  private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

  // Set before the start, and the engine sends nothing before the start.
  private volatile @Nullable OutputSink sink;

  void to(OutputSink newSink) {
    sink = newSink;
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
