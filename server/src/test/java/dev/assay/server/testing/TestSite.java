package dev.assay.server.testing;

import dev.assay.server.AssayServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole site, in this JVM, on a free loopback port and a fresh database. */
public final class TestSite implements AutoCloseable {
  public static final String ADMIN_PASSWORD = "administrators-secret";
  public static final String WORKER_TOKEN = "assayw_test-worker-token";

  /** Null once closed: a bed in a static field of a test would keep every site of the run. */
  private @Nullable ConfigurableApplicationContext context;

  private final List<Class<?>> further;
  private final List<String> arguments;

  private TestSite(List<Class<?>> further, List<String> arguments) {
    this.further = List.copyOf(further);
    this.arguments = List.copyOf(arguments);
    this.context =
        new SpringApplicationBuilder(AssayServer.class)
            .sources(further.toArray(Class<?>[]::new))
            .run(arguments.toArray(String[]::new));
  }

  /**
   * @param settings further {@code name=value} settings
   */
  public static TestSite start(String... settings) {
    return start(List.of(), settings);
  }

  /**
   * @param further configurations beside the site's own
   */
  public static TestSite start(List<Class<?>> further, String... settings) {
    var database = TestDatabase.address();
    List<String> arguments = new ArrayList<>();
    try {
      var data =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "sites")), "site");
      var password = Files.writeString(data.resolve("admin-password"), ADMIN_PASSWORD + "\n");
      var token = Files.writeString(data.resolve("worker-token"), WORKER_TOKEN + "\n");
      arguments.add("--assay.data=" + data);
      arguments.add("--assay.admin-password-file=" + password);
      arguments.add("--assay.worker-token-file=" + token);
    } catch (IOException e) {
      throw new IllegalStateException("No folder for the test site", e);
    }
    arguments.add("--server.port=0");
    arguments.add("--spring.datasource.url=" + database.jdbcUrl());
    arguments.add("--spring.datasource.username=" + database.user());
    arguments.add("--spring.datasource.password=" + database.password());
    arguments.add("--assay.tasks.poll=50ms");
    // A test's worker would get the site's own test runs between those it waits for.
    if (Stream.of(settings).noneMatch(setting -> setting.startsWith("assay.canary.every="))) {
      arguments.add("--assay.canary.every=0s");
    }
    for (var setting : settings) {
      arguments.add("--" + setting);
    }
    return new TestSite(further, arguments);
  }

  /** One more instance of the same site: the same database, the same data folder. */
  public TestSite another() {
    return new TestSite(further, arguments);
  }

  public URI url() {
    var server = Objects.requireNonNull(((WebServerApplicationContext) context()).getWebServer());
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** A bean of the running site. */
  public <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  private ConfigurableApplicationContext context() {
    return Objects.requireNonNull(context, "The test site is closed");
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
