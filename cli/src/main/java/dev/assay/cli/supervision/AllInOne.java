package dev.assay.cli.supervision;

import dev.assay.cli.Stopped;
import dev.assay.postgres.FolderLock;
import dev.assay.postgres.SecretFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The whole site on one data folder, each part a process of its own: database, site, compute
 * workers. Started in this order, stopped in the opposite one, restarted where one dies.
 */
public final class AllInOne implements AutoCloseable {
  private static final Duration SITE_GRACE = Duration.ofSeconds(20);

  /** What a worker needs after its grace to end its containers and to give back what they ran. */
  private static final Duration GIVING_BACK = Duration.ofSeconds(20);

  private final AssayHome home;
  private final UpOptions options;
  private final Consumer<String> say;
  private final DataFolder data;
  private final FolderLock lock;
  private final Database database;

  /** In the order they were started. */
  private final List<Keeper> keepers = new CopyOnWriteArrayList<>();

  private final AtomicBoolean hurried = new AtomicBoolean();

  private AllInOne(
      AssayHome home, UpOptions options, Consumer<String> say, DataFolder data, FolderLock lock) {
    this.home = home;
    this.options = options;
    this.say = say;
    this.data = data;
    this.lock = lock;
    this.database = new Database(data, say);
  }

  /** Takes the data folder; starts nothing yet. */
  public static AllInOne on(AssayHome home, UpOptions options, Consumer<String> say) {
    var data = DataFolder.at(options.data());
    return new AllInOne(home, options, say, data, FolderLock.acquire(data.folder()));
  }

  /** Starts everything; returns when the site answers and the workers have been started. */
  public void start() throws InterruptedException {
    data.pids().endLeftovers(say);
    checkPort();
    SecretFile.readOrCreate(data.adminPassword());
    SecretFile.readOrCreate(data.workerToken());
    say.accept("starting the database");
    var access = DatabaseAccess.to(database.start());
    say.accept("starting the site");
    var settings = settings();
    var site =
        keep(
            "site",
            settings.command(home, SiteJvm.standard()),
            options.broker().with(access.environment()),
            SITE_GRACE);
    new Readiness(settings.local(), site, say).await();
    for (var number = 1; number <= options.workers(); number++) {
      var name = number == 1 ? "worker" : "worker-" + number;
      keep(name, workerCommand(settings, number), Map.of(), options.grace().plus(GIVING_BACK));
    }
  }

  private SiteSettings settings() {
    var local = SiteSettings.address(options.listen(), options.port());
    return new SiteSettings(
        SiteSettings.Role.BOTH,
        data,
        options.listen(),
        options.port(),
        options.url().orElse(local),
        options.settings());
  }

  private List<String> workerCommand(SiteSettings settings, int number) {
    var arguments =
        new ArrayList<>(
            List.of(
                "worker",
                "--site",
                settings.local().toString(),
                "--token-file",
                data.workerToken().toString(),
                "--data",
                data.worker(number).toString(),
                "--grace",
                Long.toString(options.grace().toSeconds()),
                "--exit-with-stdin"));
    arguments.addAll(options.workerArguments());
    var jvm = List.of("-XX:+UseSerialGC", "-Xmx256m");
    return home.assay(jvm, arguments.toArray(String[]::new));
  }

  private Keeper keep(
      String name, List<String> command, Map<String, String> environment, Duration grace) {
    var program = new Program(name, command, environment, data.log(name), grace);
    var keeper = new Keeper(program, data.pids(), say);
    keepers.add(keeper);
    keeper.start();
    return keeper;
  }

  private void checkPort() {
    try (var _ = new ServerSocket(options.port(), 1, InetAddress.getByName(options.listen()))) {
      return;
    } catch (IOException e) {
      throw Stopped.byMachine(
          "Cannot listen on %s port %d: %s. Stop what is there, or choose another with --port."
              .formatted(options.listen(), options.port(), e.getMessage()));
    }
  }

  /** Where people reach the site. */
  public URI url() {
    return settings().url();
  }

  /** Where the first administrator's password stands. */
  public Path adminPasswordFile() {
    return data.adminPassword();
  }

  /** Where it keeps everything. */
  public DataFolder data() {
    return data;
  }

  /**
   * No more patience: who still finishes its work is asked to give it up; asked once more, it is
   * ended by force.
   */
  public void hurry() {
    keepers.forEach(hurried.getAndSet(true) ? Keeper::kill : Keeper::askAgain);
  }

  /** Workers first, which finish what they run; then the site; the database last. */
  @Override
  public void close() {
    try (lock) {
      for (var keeper : keepers.reversed()) {
        say.accept("stopping the " + keeper.program().name());
        keeper.stop();
      }
      say.accept("stopping the database");
      database.stop();
    } catch (InterruptedException _) {
      keepers.forEach(Keeper::kill);
      database.stop();
      Thread.currentThread().interrupt();
    }
  }
}
