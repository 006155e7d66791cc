package dev.assay.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SenderTest {

  @Test
  void an_address_of_ipv4_is_a_place_however_it_is_written() {
    assertThat(Sender.at("192.0.2.7").network()).isEqualTo("192.0.2.7");
    assertThat(Sender.at("::ffff:192.0.2.7")).isEqualTo(Sender.at("192.0.2.7"));
    assertThat(Sender.at("192.0.2.8")).isNotEqualTo(Sender.at("192.0.2.7"));
  }

  @Test
  void whoever_has_an_address_of_ipv6_has_all_with_its_first_half() {
    assertThat(Sender.at("2001:db8::1")).isEqualTo(Sender.at("2001:db8:0:0:abcd:ef01:2345:6789"));
    assertThat(Sender.at("2001:db8:0:1::1")).isNotEqualTo(Sender.at("2001:db8::1"));
  }

  @Test
  void what_is_no_address_is_one_place() {
    assertThat(Sender.at("unknown")).isEqualTo(Sender.at("_hidden")).isEqualTo(Sender.at(""));
  }
}
