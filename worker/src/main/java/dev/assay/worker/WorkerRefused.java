package dev.assay.worker;

import java.net.URI;

/** The site does not accept this worker's token: nothing helps but another token. */
public final class WorkerRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkerRefused(URI site, String words) {
    super(
        "The site %s does not accept this worker's token: %s Make a new token on the queue's page and"
                .formatted(site, words)
            + " give it with --token-file.");
  }
}
