package dev.assay.benchmarks.lab;

import dev.assay.cli.site.ImportWatch;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.ZippedFolder;
import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.DataFolder;
import dev.assay.cli.supervision.DatabaseAccess;
import dev.assay.cli.supervision.SiteJvm;
import dev.assay.cli.supervision.SiteSettings;
import dev.assay.postgres.DatabaseAddress;
import dev.assay.postgres.EmbeddedPostgres;
import dev.assay.postgres.Options;
import dev.assay.postgres.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database and as many processes of the site as wanted, all on loopback. */
public final class Lab implements AutoCloseable {
  private final AssayHome home = AssayHome.find();
  private final Path folder;
  private final DataFolder data;
  private final Map<String, String> settings;
  private final List<LabProcess> processes = new ArrayList<>();
  private EmbeddedPostgres postgres;
  private Map<String, String> broker = Map.of();

  public Lab(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.data = DataFolder.at(folder.resolve("data"));
    this.settings = Map.copyOf(settings);
    SecretFile.readOrCreate(data.adminPassword());
    SecretFile.readOrCreate(data.workerToken());
    this.postgres = EmbeddedPostgres.start(data.folder(), Options.standard());
  }

  /** One process of the site and where it listens. */
  public record Site(LabProcess process, URI url) {
    boolean answers() {
      try {
        var call = (HttpURLConnection) url.resolve("/actuator/health").toURL().openConnection();
        call.setConnectTimeout(1000);
        call.setReadTimeout(2000);
        return call.getResponseCode() == 200;
      } catch (IOException e) {
        return false;
      }
    }

    /**
     * @throws IllegalStateException when it does not come up
     */
    public void awaitReady() throws InterruptedException {
      var answered =
          Watch.until(Duration.ofMinutes(4), () -> answers() ? Optional.of(url) : Optional.empty());
      if (answered.isEmpty()) {
        throw new IllegalStateException(process.name() + " does not answer at " + url);
      }
    }
  }

  /** Starts a process of the site; it may take a moment to answer. */
  public Site site(String name, SiteSettings.Role role) throws IOException {
    int port = freePort();
    var url = URI.create("http://127.0.0.1:" + port);
    var site = new SiteSettings(role, data, "127.0.0.1", port, url, settings);
    var process =
        process(
            name,
            site.command(home, SiteJvm.standard()),
            withBroker(DatabaseAccess.to(address()).environment()));
    return new Site(process, url);
  }

  private Map<String, String> withBroker(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.putAll(broker);
    return all;
  }

  /** A broker that the sites started from now on use. */
  Broker broker() throws InterruptedException {
    var started = Broker.start(home.folder(), folder.resolve("rabbitmq"));
    broker = started.environment();
    return started;
  }

  /** A compute worker as anybody starts it, with this Docker. */
  LabProcess worker(String name, URI site, Path workers, String docker, String token) {
    var command =
        home.assay(
            List.of("-Xmx256m", "-XX:+UseSerialGC"),
            "worker",
            "--site=" + site,
            "--data=" + workers.resolve(name),
            "--name=" + name,
            "--slots=2",
            "--grace=0");
    return process(name, command, Map.of("ASSAY_WORKER_TOKEN", token, "DOCKER_HOST", docker));
  }

  /** Starts a main class of the benchmarks in a process of its own. */
  public LabProcess java(String name, List<String> options, Class<?> main, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(arguments);
    return process(name, command, Map.of("ASSAY_WORKER_TOKEN", workerToken()));
  }

  private LabProcess process(String name, List<String> command, Map<String, String> environment) {
    var process = new LabProcess(name, command, environment, folder.resolve(name + ".log"));
    processes.add(process);
    process.start();
    return process;
  }

  /** Everything of this lab lies in it, logs too. */
  public Path folder() {
    return folder;
  }

  /** The token of the default queue. */
  public String workerToken() {
    return SecretFile.read(data.workerToken());
  }

  /** The site's database. */
  public DatabaseAddress address() {
    return postgres.address();
  }

  /** A connection to the site's database, for the caller to close. */
  public Connection connect() throws SQLException {
    var address = address();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  /** Stops PostgreSQL in the middle of whatever it does and starts it again. */
  public void restartPostgres() {
    postgres.close();
    postgres = EmbeddedPostgres.start(data.folder(), Options.standard());
  }

  /** An API token of the administrator. */
  public String adminToken(URI site) {
    return adminToken(site, data.adminPassword());
  }

  /** An API token of a site's administrator, whose password is in that file. */
  public static String adminToken(URI site, Path passwordFile) {
    var asked =
        Map.of("username", "admin", "password", SecretFile.read(passwordFile), "name", "benchmark");
    return SiteClient.visiting(site).post("/api/v1/tokens", asked).path("token").asString();
  }

  /** Where uploads are written before they are sealed. */
  Path uploads() {
    return data.folder().resolve("storage/uploads");
  }

  /** A site as the administrator uses it. */
  public SiteClient admin(Site site) {
    return SiteClient.visiting(site.url()).loggedIn("admin", SecretFile.read(data.adminPassword()));
  }

  /** Uploads a bundle's folder, publishes the competition. */
  public static long competition(SiteClient client, Path bundle) {
    long competition = imported(client, bundle);
    client.post("/api/v1/competitions/" + competition + "/publish", Map.of());
    return competition;
  }

  /** Uploads a bundle's folder; the competition is not published. */
  public static long imported(SiteClient client, Path bundle) {
    try (var zip = ZippedFolder.of(bundle)) {
      var id =
          client
              .upload("/api/v1/competitions/upload", zip.file(), zip.name())
              .path("import")
              .asLong();
      var now = new ImportWatch(client).await(id, Duration.ofMinutes(2));
      return now.path("competition").asLong();
    }
  }

  /** The first phase of a competition. */
  public static long phase(SiteClient client, long competition) {
    return client
        .get("/api/v1/competitions/" + competition)
        .path("phases")
        .path(0)
        .path("id")
        .asLong();
  }

  /** One that was free a moment ago. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A fresh one, which stays until somebody deletes it. */
  public static Path temporaryFolder(String name) {
    try {
      return Files.createTempDirectory("assay-" + name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes.reversed().forEach(LabProcess::close);
    postgres.close();
  }
}
