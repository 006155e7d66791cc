package dev.assay.contract.codabench;

import dev.assay.contract.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One step to run, as a message of Celery's protocol 2.
 *
 * @param id the task's, for a revoke
 */
public record CeleryTask(UUID id, RunArgs args) {
  /** Name of exchange, queue and routing key. */
  public static final String QUEUE = "compute-worker";

  /** The queue's argument {@code x-max-priority}; a declaration that differs is refused. */
  public static final int MAX_PRIORITY = 10;

  public static final String CONTENT_TYPE = "application/json";

  private static final String TASK = "compute_worker_run";

  /** What a worker gets beyond the step's own limit before Celery stops it softly. */
  private static final Duration MARGIN = Duration.ofMinutes(20);

  /** A message that is no such task: no worker will ever be able to run it. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /** Predictions first come, first served; scoring goes ahead of them. */
  public int priority() {
    return args.isScoring() ? MAX_PRIORITY : 0;
  }

  /** Header names and values; null is a value too. */
  public Map<String, @Nullable Object> headers() {
    var headers = new HashMap<String, @Nullable Object>();
    headers.put("lang", "py");
    headers.put("task", TASK);
    headers.put("id", id.toString());
    headers.put("root_id", id.toString());
    headers.put("retries", 0);
    headers.put("timelimit", Arrays.asList(null, args.executionTimeLimit() + MARGIN.toSeconds()));
    headers.put("argsrepr", "(submission %d,)".formatted(args.id()));
    headers.put("kwargsrepr", "{}");
    headers.put("origin", "assay");
    headers.put("ignore_result", false);
    for (var absent : List.of("parent_id", "group", "group_index", "eta", "expires", "shadow")) {
      headers.put(absent, null);
    }
    return headers;
  }

  /** The message's body, in JSON. */
  public byte[] body() {
    var embedded = new HashMap<String, @Nullable Object>();
    for (var absent : List.of("callbacks", "errbacks", "chain", "chord")) {
      embedded.put(absent, null);
    }
    var body = new ArrayList<Object>();
    body.add(List.of(args));
    body.add(Map.of());
    body.add(embedded);
    return Json.MAPPER.writeValueAsBytes(body);
  }

  /**
   * @param headers of the message; values of any type
   * @throws Malformed with what is wrong with it
   */
  public static CeleryTask read(@Nullable Map<String, ?> headers, byte[] body) throws Malformed {
    var task = header(headers, "task");
    if (!task.equals(TASK)) {
      throw new Malformed("The header \"task\" is \"%s\", expected %s".formatted(task, TASK));
    }
    try {
      var args = Json.MAPPER.readTree(body).path(0).path(0);
      if (!args.isObject()) {
        throw new Malformed("The body carries no dictionary as first argument");
      }
      return new CeleryTask(
          UUID.fromString(header(headers, "id")), Json.MAPPER.treeToValue(args, RunArgs.class));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new Malformed("The task cannot be read: " + e.getMessage());
    }
  }

  private static String header(@Nullable Map<String, ?> headers, String name) {
    var value = headers == null ? null : headers.get(name);
    return value == null ? "" : value.toString();
  }
}
