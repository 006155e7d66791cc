package dev.assay.server.queues;

import dev.assay.server.kernel.SecretToken;
import dev.assay.server.kernel.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Lets in the worker beside the site: whoever starts both writes one token file, and the site
 * registers it for the default queue before it answers anybody.
 */
@Component
final class LocalWorkerToken implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(LocalWorkerToken.class);
  private static final int SHORTEST = 20;

  private final Queues queues;
  private final WorkerTokens tokens;
  private final @Nullable Path file;

  LocalWorkerToken(Queues queues, WorkerTokens tokens, ServerSettings settings) {
    this.queues = queues;
    this.tokens = tokens;
    this.file = settings.workerTokenFile();
  }

  @Override
  public void afterSingletonsInstantiated() {
    var queue = queues.defaultQueue();
    if (file != null && !tokens.register(queue, "local", read(file))) {
      log.warn(
          "The token in {} (assay.worker-token-file) was revoked: the local worker will be refused."
              + " Delete the file and start again to get a new one.",
          file);
    }
  }

  private static SecretToken read(Path file) {
    try {
      var token = Files.readString(file).strip();
      if (token.length() < SHORTEST) {
        throw new IllegalStateException(
            "The token in %s (assay.worker-token-file) has %d characters; at least %d are needed"
                .formatted(file, token.length(), SHORTEST));
      }
      return SecretToken.of(token);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read the worker token from %s (assay.worker-token-file)".formatted(file), e);
    }
  }
}
