package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaleConnectionsTest {
  private final Pool pool = new Pool();
  private final StaleConnections connections = new StaleConnections(pool);

  /** Some of its connections are closed at the other end. */
  private static final class Pool implements DockerHttpClient {
    String error = "Broken pipe";
    int stale;
    int asked;

    @Override
    public Response execute(Request request) {
      asked++;
      if (asked <= stale) {
        throw new RuntimeException(new IOException(error));
      }
      return new Answer();
    }

    @Override
    public void close() {}
  }

  private record Answer() implements DockerHttpClient.Response {
    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return Map.of();
    }

    @Override
    public InputStream getBody() {
      return InputStream.nullInputStream();
    }

    @Override
    public void close() {}
  }

  private static DockerHttpClient.Request.Builder request() {
    return DockerHttpClient.Request.builder()
        .method(DockerHttpClient.Request.Method.POST)
        .path("/containers/create");
  }

  @Test
  void a_request_that_cannot_have_arrived_is_sent_on_the_next_connection() {
    pool.stale = 7;

    assertThat(connections.execute(request().bodyBytes(new byte[] {1}).build()).getStatusCode())
        .isEqualTo(200);
    assertThat(pool.asked).isEqualTo(8);
  }

  @Test
  void one_that_may_have_arrived_is_not_sent_twice() {
    pool.stale = 1;
    pool.error = "Connection reset";

    assertThatThrownBy(() -> connections.execute(request().build()))
        .hasRootCauseMessage(pool.error);
    assertThat(pool.asked).isOne();
  }

  @Test
  void one_whose_body_is_used_up_is_not_sent_again() {
    pool.stale = 1;

    assertThatThrownBy(
            () ->
                connections.execute(request().body(new ByteArrayInputStream(new byte[1])).build()))
        .hasRootCauseMessage("Broken pipe");
    assertThat(pool.asked).isOne();
  }

  @Test
  void an_engine_that_only_ever_breaks_off_is_given_up() {
    pool.stale = Integer.MAX_VALUE;

    assertThatThrownBy(() -> connections.execute(request().build()))
        .hasRootCauseMessage("Broken pipe");
  }
}
