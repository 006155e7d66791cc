package dev.assay.engine.testing;

import dev.assay.engine.OutputSink.Stream;
import dev.assay.engine.SandboxSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a {@link FakeProgram} sees of its container: paths are the container's. */
public final class FakeProcess {
  private final SandboxSpec spec;
  private final FakeFiles files;
  private final FakeSandbox sandbox;

  FakeProcess(SandboxSpec spec, FakeFiles files, FakeSandbox sandbox) {
    this.spec = spec;
    this.files = files;
    this.sandbox = sandbox;
  }

  /** All the container was made of. */
  public SandboxSpec spec() {
    return spec;
  }

  /** The program and its arguments. */
  public List<String> command() {
    return spec.command();
  }

  /** As a program would see it. */
  public Map<String, String> environment() {
    var environment = new TreeMap<>(Map.of("HOME", "/tmp"));
    environment.putAll(spec.environment());
    return environment;
  }

  /** Writes to stdout. */
  public void out(String text) {
    out(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes to stdout. */
  public void out(byte[] bytes) {
    sandbox.emit(Stream.STDOUT, bytes);
  }

  /** Writes to stderr. */
  public void err(String text) {
    err(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes to stderr. */
  public void err(byte[] bytes) {
    sandbox.emit(Stream.STDERR, bytes);
  }

  /** Whether there is a file or folder, as the container sees it. */
  public boolean exists(String path) {
    return files.find(path).filter(Files::exists).isPresent();
  }

  /** The names in a folder, sorted. */
  public List<String> list(String path) throws IOException {
    sandbox.checkAlive();
    try (var entries = Files.list(files.readable(path))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /** Reads a text file. */
  public String read(String path) throws IOException {
    return new String(readBytes(path), StandardCharsets.UTF_8);
  }

  /** Reads a file. */
  public byte[] readBytes(String path) throws IOException {
    sandbox.checkAlive();
    return Files.readAllBytes(files.readable(path));
  }

  /** Writes a text file; its folder is made if need be. */
  public void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file; its folder is made if need be.
   *
   * @throws IOException if nothing may be written there
   */
  public void write(String path, byte[] bytes) throws IOException {
    var file = host(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    sandbox.checkSpace();
  }

  /** Where a path that may be written really lies, for links and other oddities. */
  public Path host(String path) throws IOException {
    sandbox.checkAlive();
    return files.writable(path);
  }

  /** Runs until the container is killed. */
  public int hang() throws InterruptedException {
    while (true) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /** Is killed by the memory limit. */
  public int runOutOfMemory() {
    sandbox.killedByMemoryLimit();
    return 137;
  }
}
