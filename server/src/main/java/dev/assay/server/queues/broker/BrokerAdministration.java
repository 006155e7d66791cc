package dev.assay.server.queues.broker;

import dev.assay.contract.Json;
import dev.assay.contract.codabench.BrokerUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes virtual hosts and accounts over RabbitMQ's management API. An account may enter its own
 * virtual host only, and do there what a compute worker does; it sees nothing of the management.
 */
final class BrokerAdministration {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What Celery's worker declares, and nothing else. */
  private static final String WORKERS_NAMES =
      "^(compute-worker|celeryev.*|celery\\.pidbox|reply\\.celery\\.pidbox|.*\\.celery\\.pidbox)$";

  private final URI management;
  private final BrokerUrl own;

  /** Of version 1.1: to an offer of HTTP/2 with a body, RabbitMQ hangs up. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  BrokerAdministration(URI management, BrokerUrl own) {
    this.management = management;
    this.own = own;
  }

  /** A virtual host that the site may use too. Harmless if it exists. */
  void makeVhost(String vhost) throws BrokerUnavailable {
    call("PUT", "/api/vhosts/" + encoded(vhost), Map.of("description", "A queue of Assay"));
    permit(vhost, own.user(), ".*", ".*", ".*");
  }

  /** An account for the workers of one virtual host. */
  void makeWorkersAccount(String vhost, String user, String password) throws BrokerUnavailable {
    call("PUT", "/api/users/" + encoded(user), Map.of("password", password, "tags", ""));
    permit(vhost, user, WORKERS_NAMES, WORKERS_NAMES, WORKERS_NAMES);
  }

  private void permit(String vhost, String user, String configure, String write, String read)
      throws BrokerUnavailable {
    call(
        "PUT",
        "/api/permissions/%s/%s".formatted(encoded(vhost), encoded(user)),
        Map.of("configure", configure, "write", write, "read", read));
  }

  /** Its connections are closed with it. Harmless if there is none. */
  void deleteAccount(String user) throws BrokerUnavailable {
    call("DELETE", "/api/users/" + encoded(user), null);
  }

  /** With everything in it. Harmless if there is none. */
  void deleteVhost(String vhost) throws BrokerUnavailable {
    call("DELETE", "/api/vhosts/" + encoded(vhost), null);
  }

  private void call(String method, String path, @Nullable Object body) throws BrokerUnavailable {
    var login = (own.user() + ":" + own.password()).getBytes(StandardCharsets.UTF_8);
    var content =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
    var request =
        HttpRequest.newBuilder(URI.create(management.toString().replaceFirst("/$", "") + path))
            .timeout(PATIENCE)
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .header("Content-Type", "application/json")
            .method(method, content)
            .build();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (!Set.of(200, 201, 204).contains(status) && !(method.equals("DELETE") && status == 404)) {
        throw new BrokerUnavailable(
            "RabbitMQ's management API at %s answers %d to %s %s%s"
                .formatted(
                    management,
                    status,
                    method,
                    path,
                    status == 401 || status == 403
                        ? "; the site's account there needs the tag \"administrator\""
                        : ""));
      }
    } catch (IOException e) {
      throw new BrokerUnavailable(
          "RabbitMQ's management API at %s does not answer: %s. Is the plugin rabbitmq_management on?"
              .formatted(management, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailable("Interrupted while talking to RabbitMQ", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
