package dev.assay.cli.supervision;

import dev.assay.bundle.archive.DeleteTree;
import dev.assay.cli.Stopped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts a site on a folder of its own, looks at its first pages and ends it, so that Java can note
 * the classes that takes and make the {@link ClassCache} of them.
 */
public record SiteRehearsal(AssayHome home, Consumer<String> say) {
  private static final List<String> PAGES =
      List.of("/", "/competitions", "/login", "/sign-up", "/queues");
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** Makes the cache; none is left where that fails. */
  public void run() throws IOException, InterruptedException {
    var cache = new ClassCache(home.siteJars());
    Files.deleteIfExists(cache.file());
    var folder = Files.createTempDirectory("assay-rehearsal");
    try {
      var notes = folder.resolve("notes");
      perform(folder.resolve("data"), notes);
      var draft = Path.of(cache.file() + "." + ProcessHandle.current().pid());
      assemble(notes, draft, folder.resolve("log"));
      Files.move(draft, cache.file(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      DeleteTree.delete(folder);
    }
  }

  private void perform(Path data, Path notes) throws IOException, InterruptedException {
    var options = UpOptions.standard(data).withPort(freePort()).withWorkers(0);
    System.setProperty(SiteJvm.PROPERTY, "-XX:AOTMode=record -XX:AOTConfiguration=" + notes);
    try (var site = AllInOne.on(home, options, say)) {
      site.start();
      for (var page : PAGES) {
        visit(site.url().resolve(page));
      }
    } finally {
      System.clearProperty(SiteJvm.PROPERTY);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void visit(URI page) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(page).timeout(LONGEST).build();
    try (var browser = HttpClient.newHttpClient()) {
      browser.send(request, BodyHandlers.discarding());
    }
  }

  private void assemble(Path notes, Path cache, Path log) throws IOException, InterruptedException {
    var options = new ArrayList<>(SiteJvm.standard().options());
    options.add("-XX:AOTMode=create");
    options.add("-XX:AOTConfiguration=" + notes);
    options.add("-XX:AOTCache=" + cache);
    var process =
        new ProcessBuilder(home.siteJava(options, SiteSettings.MAIN_CLASS))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    if (process.exitValue() != 0 || !Files.exists(cache)) {
      Files.deleteIfExists(cache);
      throw Stopped.byMachine("No cache of classes was made: " + Files.readString(log).strip());
    }
  }
}
