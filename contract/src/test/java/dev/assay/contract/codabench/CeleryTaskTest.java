package dev.assay.contract.codabench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

class CeleryTaskTest {
  private static final UUID ID = UUID.fromString("8c1ae7a4-39d4-47ec-9b3c-b0b5a2b31a9b");
  private static final UUID SECRET = UUID.fromString("0b9f2c52-3c63-4a0e-9a76-1f0d8f2f6c11");

  private static byte[] golden(String name) throws IOException {
    try (var in = CeleryTaskTest.class.getResourceAsStream("/golden/codabench/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static Map<String, Object> headers() throws IOException {
    return Json.MAPPER.readValue(golden("headers.json"), new TypeReference<>() {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict.json", "score.json", "predict-assay.json"})
  void is_written_as_codabench_writes_it(String name) throws Exception {
    var task = CeleryTask.read(headers(), golden(name));
    assertThat(Json.MAPPER.readTree(task.body())).isEqualTo(Json.MAPPER.readTree(golden(name)));
    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(task.headers())))
        .isEqualTo(Json.MAPPER.readTree(golden("headers.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict.json", "predict-kombu-5.3.json"})
  void reads_both_forms_of_the_secret(String name) throws Exception {
    var task = CeleryTask.read(headers(), golden(name));
    assertThat(task.id()).isEqualTo(ID);
    assertThat(task.args().secret()).isEqualTo(SECRET);
    assertThat(task.args().id()).isEqualTo(41);
    assertThat(task.args().assay()).isNull();
  }

  @Test
  void scoring_goes_ahead_of_predictions() throws Exception {
    assertThat(CeleryTask.read(headers(), golden("predict.json")).priority()).isZero();
    assertThat(CeleryTask.read(headers(), golden("score.json")).priority()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[",
        "{}",
        "[[]]",
        "[[1]]",
        "[[{}]]",
        "[[{\"secret\":\"x\"}]]",
        "[[{\"secret\":\"zzzzzzzz-3c63-4a0e-9a76-1f0d8f2f6c11\"}]]",
        "[[{\"secret\":{\"__type__\":\"uuid\"}}]]"
      })
  void says_of_anything_else_that_it_is_malformed(String body) throws Exception {
    var headers = headers();
    assertThatThrownBy(() -> CeleryTask.read(headers, body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CeleryTask.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "\"\"", "\"a b\"", "\"/path\"", "\"ftp://site.example\"", "\"https:\""})
  void a_hint_at_no_site_is_malformed(String address) throws Exception {
    var headers = headers();
    var body =
        new String(golden("predict-assay.json"), StandardCharsets.UTF_8)
            .replaceFirst("(\"site\" *: *)\"[^\"]*\"", "$1" + address)
            .getBytes(StandardCharsets.UTF_8);
    assertThat(new String(body, StandardCharsets.UTF_8)).containsPattern("\"site\" *: *" + address);
    assertThatThrownBy(() -> CeleryTask.read(headers, body))
        .isInstanceOf(CeleryTask.Malformed.class);
  }

  @Test
  void another_task_is_malformed_too() throws Exception {
    var body = golden("predict.json");
    assertThatThrownBy(() -> CeleryTask.read(Map.of("task", "reboot"), body))
        .isInstanceOf(CeleryTask.Malformed.class)
        .hasMessageContaining("reboot");
    assertThatThrownBy(() -> CeleryTask.read(null, body)).isInstanceOf(CeleryTask.Malformed.class);
  }

  @Test
  void an_offer_is_proven_by_its_secret() {
    assertThat(Ticket.secret(Ticket.bearer(SECRET))).contains(SECRET);
    assertThat(Ticket.secret("assayw_whatever")).isEmpty();
    assertThat(Ticket.secret("assayo_whatever")).isEmpty();
  }
}
