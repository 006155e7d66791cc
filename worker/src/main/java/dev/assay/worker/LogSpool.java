package dev.assay.worker;

import dev.assay.contract.Json;
import dev.assay.contract.LogStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * All logs of one attempt, in a folder of its own, written before they are sent: a log outlives a
 * site that is away, and a worker that dies.
 */
final class LogSpool implements AutoCloseable {
  private static final String OWNER = "attempt.json";

  /**
   * Whose logs these are.
   *
   * @param site where to send them, and with which bearer token; null for the worker's own
   */
  record Owner(long attempt, UUID token, @Nullable String site, @Nullable String bearer) {}

  private final Path folder;
  private final Owner owner;
  private final SpooledStream.Opener opener;
  private final Map<LogStream, SpooledStream> streams = new EnumMap<>(LogStream.class);

  private LogSpool(Path folder, Owner owner, SpooledStream.Opener opener) {
    this.folder = folder;
    this.owner = owner;
    this.opener = opener;
  }

  static LogSpool create(Path folder, Owner owner) throws IOException {
    return create(folder, owner, SpooledStream::open);
  }

  static LogSpool create(Path folder, Owner owner, SpooledStream.Opener opener) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(OWNER), Json.MAPPER.writeValueAsBytes(owner));
    return new LogSpool(folder, owner, opener);
  }

  /** The spool that a former process left, if the folder holds one. */
  static Optional<LogSpool> left(Path folder) throws IOException {
    var file = folder.resolve(OWNER);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    LogSpool spool;
    try {
      var owner = Json.MAPPER.readValue(Files.readAllBytes(file), Owner.class);
      spool = new LogSpool(folder, owner, SpooledStream::open);
    } catch (JacksonException e) {
      return Optional.empty();
    }
    for (var name : LogStream.values()) {
      if (SpooledStream.exists(folder, name)) {
        spool.stream(name);
      }
    }
    return Optional.of(spool);
  }

  Owner owner() {
    return owner;
  }

  void append(LogStream name, byte[] bytes, int offset, int length) throws IOException {
    stream(name).append(bytes, offset, length);
  }

  private synchronized SpooledStream stream(LogStream name) throws IOException {
    var stream = streams.get(name);
    if (stream == null) {
      stream = SpooledStream.open(folder, name, opener);
      streams.put(name, stream);
    }
    return stream;
  }

  synchronized Collection<SpooledStream> streams() {
    return List.copyOf(streams.values());
  }

  synchronized Map<LogStream, Long> lengths() {
    var lengths = new EnumMap<LogStream, Long>(LogStream.class);
    streams.forEach((name, stream) -> lengths.put(name, stream.written()));
    return lengths;
  }

  @Override
  public void close() throws IOException {
    for (var stream : streams()) {
      stream.close();
    }
  }
}
