package dev.assay.server.codabench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.server.testing.Browser;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A queue that somebody has made for workers of their own. */
record MadeQueue(Browser owner, long id, UUID key) {

  static MadeQueue of(Browser owner, String name) throws Exception {
    var made = created(owner, "", "{\"name\": \"" + name + "\"}");
    return new MadeQueue(
        owner, made.path("id").asLong(), UUID.fromString(made.path("key").asString()));
  }

  private static JsonNode created(Browser owner, String path, String json) throws Exception {
    var answer = owner.postJson("/queues", "/api/v1/queues" + path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.MAPPER.readTree(answer.body());
  }

  String page() {
    return "/queues/" + id;
  }

  /** A connection string for its workers; the one before works no more. */
  String connect() throws Exception {
    return created(owner, "/" + id + "/connection", "{}").path("brokerUrl").asString();
  }
}
