package dev.assay.cli.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/**
 * A home with the smallest site and worker there can be, so that their keeping is tested by itself:
 * both live until their standard input closes or they are asked to end, and say what happens to
 * them.
 */
final class FakeHome {
  private static final String SITE =
      """
      package dev.assay.server;
      public class AssayServer {
        public static void main(String[] arguments) throws Exception {
          String port = java.util.Arrays.stream(arguments)
              .filter(a -> a.startsWith("--server.port=")).findFirst().get().substring(14);
          var server = com.sun.net.httpserver.HttpServer.create(
              new java.net.InetSocketAddress("127.0.0.1", Integer.parseInt(port)), 0);
          server.createContext("/actuator/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
          server.start();
          System.out.println("site up with " + String.join(" ", arguments));
          System.out.println("database " + System.getenv("SPRING_DATASOURCE_URL"));
          %s
        }
      }
      """;

  private static final String WORKER =
      """
      package dev.assay.cli;
      public class Assay {
        public static void main(String[] arguments) throws Exception {
          System.out.println("worker up with " + String.join(" ", arguments));
          %s
        }
      }
      """;

  private static final String LIVE =
      """
          Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("asked to end")));
          while (System.in.read() >= 0) {}
          System.out.println("input closed");
          Runtime.getRuntime().halt(0);
      """;

  private FakeHome() {}

  static AssayHome in(Path folder) throws IOException {
    jar(folder, "server", "dev/assay/server/AssayServer", SITE.formatted(LIVE));
    jar(folder, "cli", "dev/assay/cli/Assay", WORKER.formatted(LIVE));
    return new AssayHome(folder);
  }

  private static void jar(Path home, String module, String name, String source) throws IOException {
    var classes = home.resolve(module + "-classes");
    var file = classes.resolve(name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    var exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", classes.toString(), file.toString());
    if (exit != 0) {
      throw new IOException("The fake does not compile");
    }
    var app = Files.createDirectories(home.resolve(module).resolve("target/app"));
    try (var jar = new JarOutputStream(Files.newOutputStream(app.resolve("fake.jar")))) {
      for (var compiled : classFiles(classes)) {
        jar.putNextEntry(new JarEntry(classes.relativize(compiled).toString()));
        Files.copy(compiled, jar);
        jar.closeEntry();
      }
    }
  }

  private static List<Path> classFiles(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
