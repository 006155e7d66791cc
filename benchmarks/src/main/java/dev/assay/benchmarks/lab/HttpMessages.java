package dev.assay.benchmarks.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Cuts one direction of a connection into HTTP messages, as far as they say where they end. */
final class HttpMessages {
  private static final int LARGEST = 1024 * 1024;
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");
  private static final Pattern WITHOUT_BODY = Pattern.compile("^http/1.1 (1..|204|304) ");

  private final Consumer<Message> whole;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private State state = State.HEAD;
  private long left;

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    /** Where a message ends cannot be told; what follows is not listened to. */
    LOST
  }

  /**
   * One message.
   *
   * @param head up to the empty line, that included
   * @param body without any transfer encoding; empty where it is too large to keep
   */
  record Message(String head, byte[] body) {
    String firstLine() {
      return head.substring(0, head.indexOf('\r'));
    }

    /** Of an answer. */
    int status() {
      return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** As it came, if its body came with its length. */
    byte[] bytes() {
      var all = new ByteArrayOutputStream();
      all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      all.writeBytes(body);
      return all.toByteArray();
    }
  }

  HttpMessages(Consumer<Message> whole) {
    this.whole = whole;
  }

  void read(byte[] buffer, int length) {
    for (int i = 0; i < length && state != State.LOST; i++) {
      if (state == State.BODY || state == State.CHUNK) {
        int part = (int) Math.min(left, length - i);
        keep(buffer, i, part);
        i += part - 1;
        left -= part;
        if (left == 0) {
          after();
        }
      } else {
        read(buffer[i]);
      }
    }
  }

  private void keep(byte[] buffer, int offset, int length) {
    if (body.size() + length <= LARGEST) {
      body.write(buffer, offset, length);
    }
  }

  private void after() {
    if (state == State.BODY) {
      done();
    } else {
      state = State.CHUNK_END;
    }
  }

  /** What is not the inside of a body comes line by line. */
  private void read(byte one) {
    head.write(one);
    if (head.size() > LARGEST) {
      state = State.LOST;
      return;
    }
    if (one != '\n') {
      return;
    }
    var text = head.toString(StandardCharsets.ISO_8859_1);
    switch (state) {
      case HEAD -> {
        if (text.endsWith("\r\n\r\n")) {
          begin(text);
        }
      }
      case CHUNK_SIZE -> chunk(line(text));
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILER -> {
        if (line(text).isEmpty()) {
          done();
        }
      }
      case BODY, CHUNK, LOST -> throw new IllegalStateException("Not in lines: " + state);
    }
  }

  private static String line(String text) {
    return text.substring(text.lastIndexOf('\n', text.length() - 2) + 1).strip();
  }

  private void begin(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    var length = LENGTH.matcher(lower);
    if (WITHOUT_BODY.matcher(lower).find()) {
      done();
    } else if (length.find()) {
      left = Long.parseLong(length.group(1));
      state = State.BODY;
      if (left == 0) {
        done();
      }
    } else if (lower.contains("\r\ntransfer-encoding: chunked")) {
      state = State.CHUNK_SIZE;
    } else if (lower.startsWith("http/")) {
      state = State.LOST;
    } else {
      done();
    }
  }

  private void chunk(String size) {
    left = Long.parseLong(size.split(";", 2)[0].strip(), 16);
    state = left == 0 ? State.TRAILER : State.CHUNK;
  }

  private void done() {
    var text = head.toString(StandardCharsets.ISO_8859_1);
    var message = new Message(text.substring(0, text.indexOf("\r\n\r\n") + 4), body.toByteArray());
    head.reset();
    body.reset();
    state = State.HEAD;
    whole.accept(message);
  }
}
