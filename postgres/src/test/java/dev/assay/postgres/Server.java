package dev.assay.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts the embedded server and waits to be killed. */
final class Server {
  private Server() {}

  public static void main(String[] arguments) throws InterruptedException {
    var server = EmbeddedPostgres.start(Path.of(arguments[0]), DurabilityIT.options());
    System.out.println("pid " + server.pid());
    new CountDownLatch(1).await();
  }

  /** Starts the program in a JVM of its own; answers when the server is up. */
  static Process spawn(Path dataFolder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Server.class.getName(),
            dataFolder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The pid that a spawned program's server has; blocks until it is up. */
  static long awaitPid(Process program) throws IOException {
    var line = program.inputReader().readLine();
    if (line == null) {
      throw new IOException("The program ended before its server was up");
    }
    return Long.parseLong(line.substring("pid ".length()));
  }
}
