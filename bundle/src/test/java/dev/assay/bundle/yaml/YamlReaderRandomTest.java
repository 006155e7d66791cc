package dev.assay.bundle.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is read, the reader says what is wrong and does not fail itself. */
class YamlReaderRandomTest {
  @Test
  void no_text_makes_the_reader_fail() {
    String[] pieces = {
      "a",
      "b: ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      ",",
      ": ",
      "?",
      "&x ",
      "*x",
      "!!int ",
      "!",
      "|",
      ">",
      "'",
      "\"",
      "#",
      "%",
      "---",
      "...",
      "<<: ",
      "=",
      "\t",
      "2019-99-01",
      "0x",
      "1:99",
      "\u0000",
      "\uD83D\uDE00",
      "é",
      "\\x",
      "0b_",
      ".inf",
      "~",
      "@",
      "`",
      "\r\n",
      "\u2028",
      "\uFEFF",
      "\uD800"
    };
    var random = new Random(20260131);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(14); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      YamlDocument document = YamlReader.read("c.yaml", text.toString());
      assertThat(document.isReadable() || document.root().isEmpty()).as(text.toString()).isTrue();
    }
  }

  @Test
  void no_bytes_make_the_reader_fail() {
    byte[] good =
        "version: 2\nphases:\n - {name: é, start: 2020-01-01}\n".getBytes(StandardCharsets.UTF_8);
    var random = new Random(20260131);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = good.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      YamlDocument document = YamlReader.read("c.yaml", bytes);
      assertThat(document.isReadable() || document.root().isEmpty()).isTrue();
    }
  }
}
