package dev.assay.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.assay.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The connections to the engine.
 *
 * @param calls for what the engine answers promptly; an engine that hangs becomes an exception
 * @param streams for output, waits and pulls, which may be silent for hours
 * @param raw for what the client library gets wrong
 */
record DockerApi(DockerClient calls, DockerClient streams, DockerHttpClient raw)
    implements Closeable {
  /** What the engine of Debian 12 speaks; every later one and Podman speak it too. */
  private static final String VERSION = "1.41";

  /** A running sandbox holds two; too small a pool would make them wait for each other for ever. */
  private static final int CONNECTIONS = 4096;

  static DockerApi connect(EngineAddress address) {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.uri().toString())
            .withApiVersion(VERSION)
            .build();
    var prompt = http(config, Duration.ofMinutes(2));
    return new DockerApi(
        DockerClientImpl.getInstance(config, prompt),
        DockerClientImpl.getInstance(config, http(config, Duration.ZERO)),
        prompt);
  }

  private static DockerHttpClient http(DockerClientConfig config, Duration patience) {
    var http =
        new ApacheDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(10));
    if (patience.isPositive()) {
      http.responseTimeout(patience);
    }
    return new StaleConnections(http.build());
  }

  /** Imports an image without any content; the library's own call sends no archive at all. */
  String importEmptyImage() throws IOException {
    // Two blocks of zeros are a tar archive of nothing.
    var request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path("/v" + VERSION + "/images/create?fromSrc=-&repo=")
            .putHeader("Content-Type", "application/x-tar")
            .body(new ByteArrayInputStream(new byte[1024]))
            .build();
    try (var response = raw.execute(request)) {
      var answer = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
      var id = Pattern.compile("sha256:[0-9a-f]{64}").matcher(answer);
      if (!id.find()) {
        throw new EngineException("Could not make an empty image: " + answer.strip());
      }
      return id.group();
    }
  }

  /** Makes whatever goes wrong between here and the engine an {@link EngineException}. */
  static <T> T call(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (DockerException e) {
      throw new EngineException("Could not " + doing + ": " + EngineWords.of(e), e);
    } catch (RuntimeException e) {
      throw new EngineException("Could not " + doing + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (calls;
        streams) {
      return;
    } catch (IOException e) {
      throw new EngineException("Could not close the connections to the engine", e);
    }
  }
}
