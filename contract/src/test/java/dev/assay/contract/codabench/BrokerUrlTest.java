package dev.assay.contract.codabench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUrlTest {

  @ParameterizedTest
  @CsvSource({
    "amqp://host, /",
    "amqp://host/, /",
    "amqp://host//, /",
    "pyamqp://host/%2F, /",
    "pyamqp://host/3f2a, 3f2a",
    "amqps://host/a%20b, a b"
  })
  void the_path_names_the_virtual_host(String url, String vhost) {
    assertThat(BrokerUrl.parse(url).vhost()).isEqualTo(vhost);
  }

  @Test
  void what_is_revealed_reads_the_same() {
    var url = new BrokerUrl(true, "mq.example", 5671, "a:b", "p@/s %+", "v/1");
    assertThat(BrokerUrl.parse(url.reveal())).isEqualTo(url);
    assertThat(BrokerUrl.parse(url.withVhost("/").reveal())).isEqualTo(url.withVhost("/"));
    assertThat(BrokerUrl.parse("amqps://h").port()).isEqualTo(5671);
    assertThat(BrokerUrl.parse("amqp://u:p@h").port()).isEqualTo(5672);
  }

  @Test
  void nothing_shows_the_password_by_chance() {
    assertThat(BrokerUrl.parse("amqp://u:secret@h/").toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://u:secret@h", "amqp:///x", "h:5672", "amqp://u:sec ret@h/"})
  void refuses_without_showing_the_password(String url) {
    assertThatThrownBy(() -> BrokerUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("ret@");
  }
}
