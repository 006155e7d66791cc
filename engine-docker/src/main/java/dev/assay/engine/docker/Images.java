package dev.assay.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.assay.engine.EngineException;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import dev.assay.engine.ResolvedImage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The images of one engine. One image is pulled once at a time, however many ask for it. */
final class Images {
  private final DockerApi api;
  private final Map<String, ReentrantLock> pulling = new ConcurrentHashMap<>();

  Images(DockerApi api) {
    this.api = api;
  }

  ResolvedImage ensure(String image, PullProgress progress) throws ImageUnavailable {
    var present = find(image);
    if (present.isPresent()) {
      return present.get();
    }
    var lock = pulling.computeIfAbsent(image, _ -> new ReentrantLock());
    take(lock, image);
    try {
      var meanwhile = find(image);
      return meanwhile.isPresent() ? meanwhile.get() : pull(image, progress);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a pull by somebody else, which takes as long as it takes, unless interrupted. */
  private static void take(ReentrantLock lock, String image) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("Interrupted while another run was pulling " + image, e);
    }
  }

  private Optional<ResolvedImage> find(String image) {
    try {
      var found = api.calls().inspectImageCmd(image).exec();
      return Optional.of(new ResolvedImage(image, String.valueOf(found.getId())));
    } catch (NotFoundException absent) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new EngineException("Could not look for the image " + image + ": " + e.getMessage(), e);
    }
  }

  private ResolvedImage pull(String image, PullProgress progress) throws ImageUnavailable {
    var pull = new Pull(image, progress);
    try {
      api.streams().pullImageCmd(withTag(image)).exec(pull).awaitCompletion();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("Interrupted while pulling " + image, e);
    } catch (DockerException e) {
      throw unavailable(image, EngineWords.of(e));
    }
    var refusal = pull.refusal;
    if (refusal != null) {
      throw unavailable(image, refusal);
    }
    return find(image)
        .orElseThrow(() -> new ImageUnavailable(image, "the engine pulled it and has it not"));
  }

  private static ImageUnavailable unavailable(String image, String said) {
    return new ImageUnavailable(image, said, !EngineWords.imageAtFault(said));
  }

  /** Without a tag the engine would pull every tag there is. */
  static String withTag(String image) {
    var name = image.substring(image.lastIndexOf('/') + 1);
    return name.contains(":") || name.contains("@") ? image : image + ":latest";
  }

  private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {
    private final String image;
    private final PullProgress progress;
    private final Map<String, long[]> layers = new ConcurrentHashMap<>();
    private volatile @Nullable String refusal;
    private volatile String said = "";

    Pull(String image, PullProgress progress) {
      this.image = image;
      this.progress = progress;
    }

    @Override
    public void onNext(PullResponseItem item) {
      var error = item.getErrorDetail();
      if (error != null) {
        refusal = error.getMessage();
        return;
      }
      var detail = item.getProgressDetail();
      if (item.getId() != null && detail != null && detail.getTotal() != null) {
        var current = detail.getCurrent() == null ? 0 : detail.getCurrent();
        layers.put(item.getId(), new long[] {current, detail.getTotal()});
      }
      say();
    }

    private void say() {
      long done = layers.values().stream().mapToLong(layer -> layer[0]).sum() >> 20;
      long all = layers.values().stream().mapToLong(layer -> layer[1]).sum() >> 20;
      var line = "pulling " + image + (all > 0 ? ", " + done + " of " + all + " MB" : "");
      if (!line.equals(said)) {
        said = line;
        progress.at(line);
      }
    }

    @Override
    public void onError(Throwable failure) {
      refusal =
          failure instanceof DockerException words ? EngineWords.of(words) : failure.getMessage();
      super.onError(failure);
    }
  }
}
