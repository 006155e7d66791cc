package dev.assay.engine.testing;

import dev.assay.engine.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Keeps what a program wrote. */
public final class Recorder implements OutputSink {
  private final Map<Stream, ByteArrayOutputStream> written = new EnumMap<>(Stream.class);

  @Override
  public synchronized void write(Stream stream, byte[] bytes, int offset, int length) {
    written.computeIfAbsent(stream, _ -> new ByteArrayOutputStream()).write(bytes, offset, length);
  }

  /** Everything so far, byte by byte. */
  public synchronized byte[] bytes(Stream stream) {
    return written.getOrDefault(stream, new ByteArrayOutputStream()).toByteArray();
  }

  /** Everything on stdout so far, as text. */
  public String out() {
    return new String(bytes(Stream.STDOUT), StandardCharsets.UTF_8);
  }

  /** Everything on stderr so far, as text. */
  public String err() {
    return new String(bytes(Stream.STDERR), StandardCharsets.UTF_8);
  }
}
