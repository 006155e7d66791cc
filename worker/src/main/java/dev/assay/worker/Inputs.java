package dev.assay.worker;

import dev.assay.contract.BlobLink;
import dev.assay.contract.RunOrder;
import dev.assay.runner.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of one order, all fetched beside each other and kept in the cache until it is closed.
 */
final class Inputs implements AutoCloseable {
  private final Map<Role, BlobCache.Pinned> trees = new LinkedHashMap<>();

  private enum Role {
    SUBMISSION,
    PREDICTIONS,
    SCORING_PROGRAM,
    INGESTION_PROGRAM,
    INPUT_DATA,
    REFERENCE_DATA
  }

  /**
   * Fetches what is not here yet.
   *
   * @param wanted asked between tries
   * @param say hears what was fetched
   */
  static Inputs fetch(RunOrder order, BlobCache cache, BooleanSupplier wanted, Consumer<String> say)
      throws FetchFailed, IOException, InterruptedException {
    var inputs = new Inputs();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      inputs.fetchAll(links(order), cache, wanted, say, threads);
      return inputs;
    } catch (FetchFailed | IOException | InterruptedException | RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  private static Map<Role, BlobLink> links(RunOrder order) {
    var links = new LinkedHashMap<Role, BlobLink>();
    switch (order.kind()) {
      case PREDICT_AND_SCORE -> put(links, Role.SUBMISSION, order.submission());
      case SCORE -> put(links, Role.PREDICTIONS, order.predictions());
    }
    put(links, Role.SCORING_PROGRAM, order.task().scoringProgram());
    put(links, Role.INGESTION_PROGRAM, order.task().ingestionProgram());
    put(links, Role.INPUT_DATA, order.task().inputData());
    put(links, Role.REFERENCE_DATA, order.task().referenceData());
    return links;
  }

  private static void put(Map<Role, BlobLink> links, Role role, @Nullable BlobLink link) {
    if (link != null) {
      links.put(role, link);
    }
  }

  private void fetchAll(
      Map<Role, BlobLink> links,
      BlobCache cache,
      BooleanSupplier wanted,
      Consumer<String> say,
      ExecutorService threads)
      throws FetchFailed, IOException, InterruptedException {
    var fetches = new LinkedHashMap<Role, Future<BlobCache.Pinned>>();
    links.forEach(
        (role, link) -> {
          boolean participants = role == Role.SUBMISSION || role == Role.PREDICTIONS;
          fetches.put(role, threads.submit(() -> cache.get(link, participants, wanted)));
        });
    try {
      for (var fetch : fetches.entrySet()) {
        var tree = await(fetch.getValue());
        synchronized (trees) {
          trees.put(fetch.getKey(), tree);
        }
        if (!tree.wasCached()) {
          say.accept("Fetched " + describe(links.get(fetch.getKey())));
        }
      }
    } catch (FetchFailed | IOException | InterruptedException | RuntimeException e) {
      threads.shutdownNow();
      keepWhatCame(fetches);
      throw e;
    }
  }

  /** Those that came in although another failed are pinned too, and have to be let go. */
  private void keepWhatCame(Map<Role, Future<BlobCache.Pinned>> fetches) {
    fetches.forEach(
        (role, fetch) -> {
          try {
            trees.put(role, fetch.get());
          } catch (ExecutionException e) {
            // Nothing is pinned then.
            return;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static String describe(@Nullable BlobLink link) {
    return link == null ? "" : "%s, %,d bytes".formatted(link.fileName(), link.size());
  }

  private static BlobCache.Pinned await(Future<BlobCache.Pinned> fetch)
      throws FetchFailed, IOException, InterruptedException {
    try {
      return fetch.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case FetchFailed failed -> throw failed;
        case IOException failed -> throw failed;
        case RuntimeException failed -> throw failed;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  RunPlan.Folders folders() {
    return new RunPlan.Folders(
        folder(Role.SUBMISSION),
        folder(Role.PREDICTIONS),
        Objects.requireNonNull(folder(Role.SCORING_PROGRAM)),
        folder(Role.INGESTION_PROGRAM),
        folder(Role.INPUT_DATA),
        folder(Role.REFERENCE_DATA));
  }

  private @Nullable Path folder(Role role) {
    var tree = trees.get(role);
    return tree == null ? null : tree.tree();
  }

  @Override
  public void close() {
    trees.values().forEach(BlobCache.Pinned::close);
  }
}
