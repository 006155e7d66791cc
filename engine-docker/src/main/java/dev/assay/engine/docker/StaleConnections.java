package dev.assay.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;

/**
 * Sends a request again that met a connection which the engine had closed: after a restart of the
 * engine every connection that is kept for further use is one of those. Only what cannot have
 * reached the engine is sent again, since making a container twice would leave one behind.
 */
final class StaleConnections implements DockerHttpClient {
  /** As many connections may have been kept as were ever open at once; this many are plenty. */
  private static final int MOST = 200;

  private final DockerHttpClient client;

  StaleConnections(DockerHttpClient client) {
    this.client = client;
  }

  @Override
  public Response execute(Request request) {
    for (int tries = 1; ; tries++) {
      try {
        return client.execute(request);
      } catch (RuntimeException e) {
        if (!neverArrived(e) || !isRepeatable(request) || tries == MOST) {
          throw e;
        }
      }
    }
  }

  /** The other side had closed before anything was written. */
  private static boolean neverArrived(RuntimeException e) {
    return e.getCause() instanceof IOException broken && "Broken pipe".equals(broken.getMessage());
  }

  private static boolean isRepeatable(Request request) {
    return request.hijackedInput() == null
        && (request.body() == null || request.bodyBytes() != null);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
