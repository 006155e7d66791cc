package dev.assay.worker;

import dev.assay.contract.ClaimRequest;
import dev.assay.contract.WorkerCondition;
import dev.assay.contract.WorkerInfo;
import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineInfo;
import dev.assay.runner.EvaluationRunner;
import dev.assay.runner.ImageMap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compute worker: asks the site for runs as long as a slot is free and carries them out. {@link
 * #run} goes on until {@link #stop}, through restarts of the site.
 */
public final class Worker {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final WorkerParts parts;
  private final HttpClient http;
  private final Intake intake;
  private final EngineSweeps sweeps;
  private final WorkerInfo info;
  private final DiskSpace disk;
  private final RunsUnderWay runs;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread claiming;

  private volatile boolean stopping;
  private volatile boolean hurry;
  private volatile @Nullable WorkerRefused refused;

  /**
   * @param folder stays the caller's to close, as the engine does
   */
  public Worker(WorkerSettings settings, WorkerFolder folder, ContainerEngine engine, Clock clock)
      throws IOException {
    this(settings, null, folder, engine, clock);
  }

  /**
   * @param broker where runs are offered; null to ask the site itself
   */
  public Worker(
      WorkerSettings settings,
      @Nullable BrokerSource broker,
      WorkerFolder folder,
      ContainerEngine engine,
      Clock clock)
      throws IOException {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    var engineInfo = engine.info();
    this.parts = parts(settings, folder, engine, engineInfo, clock);
    this.disk = new DiskSpace(settings.data(), settings.minFreeBytes());
    this.info = info(settings, engineInfo);
    this.sweeps = new EngineSweeps(engine, folder.id().toString(), clock);
    var revocations = new Revocations();
    this.intake =
        broker == null
            ? new SiteIntake(parts.site())
            : new BrokerIntake(broker, http, revocations, clock);
    var opened = broker == null ? BrokerSource.Opened.NOTHING : broker.opened();
    this.runs = new RunsUnderWay(parts, http, opened, revocations);
    this.claiming = Thread.ofVirtual().name("claim").unstarted(this::claim);
  }

  private WorkerParts parts(
      WorkerSettings settings,
      WorkerFolder folder,
      ContainerEngine engine,
      EngineInfo engineInfo,
      Clock clock)
      throws IOException {
    var transfer = new Transfer(http, settings.site(), settings.timing());
    var images = new ImageMap(settings.imageMap(), clock);
    return new WorkerParts(
        settings,
        folder,
        new SiteApi(http, settings.site(), settings.token()),
        transfer,
        new BlobCache(folder.cache(), settings.cacheBytes(), transfer, clock),
        new EvaluationRunner(
            engine, images, settings.ceiling(), settings.limits(), folder.scratch(), clock),
        new GpuPool(settings.gpus()),
        new EngineHealth(engine, settings.timing().longestPause()),
        engineInfo.name() + " " + engineInfo.version(),
        clock,
        () -> hurry,
        new SeenImages(),
        new Leftovers(folder, this::siteOf, settings.timing()));
  }

  private static WorkerInfo info(WorkerSettings settings, EngineInfo engine) {
    return new WorkerInfo(
        settings.name(),
        UUID.randomUUID(),
        version(),
        engine.name() + " " + engine.version(),
        engine.cpus(),
        engine.memoryBytes(),
        settings.gpus().size(),
        settings.slots());
  }

  private static String version() {
    return Optional.ofNullable(Worker.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  /**
   * Works until it is stopped.
   *
   * @throws WorkerRefused if the site does not accept the token
   */
  public void run() throws InterruptedException, IOException {
    sweeps.atStart();
    parts.leftovers().begin();
    log.info(
        "Worker {} asks {} for work: {} slots, {}",
        info.name(),
        intake.describe(),
        info.slots(),
        info.engine());
    claiming.start();
    try {
      while (!ended.await(
          parts.settings().timing().sweepPause().toMillis(), TimeUnit.MILLISECONDS)) {
        sweeps.now();
      }
    } finally {
      parts.leftovers().close();
    }
    var refusal = refused;
    if (refusal != null) {
      throw refusal;
    }
  }

  private SiteApi siteOf(LogSpool.Owner owner) {
    return owner.site() == null || owner.bearer() == null
        ? parts.site()
        : new SiteApi(http, URI.create(owner.site()), owner.bearer());
  }

  private void claim() {
    var patience = new Patience(parts.settings().timing().longestPause());
    try {
      while (!stopping) {
        runs.takeSlot();
        parts.engineHealth().await();
        claimOne(patience);
      }
    } catch (InterruptedException e) {
      // Stopped: nothing is claimed any more.
      return;
    }
  }

  private void claimOne(Patience patience) throws InterruptedException {
    boolean taken = false;
    try {
      var work = intake.next(request());
      if (work.isPresent()) {
        runs.begin(work.get());
        taken = true;
      }
      if (!taken && disk.isShort()) {
        patience.pause(disk.words());
      } else {
        patience.succeeded();
      }
    } catch (SiteUnavailable e) {
      patience.pause(String.valueOf(e.getMessage()));
    } catch (SiteRefused e) {
      if (e.isAboutTheToken()) {
        refuse(e);
        return;
      }
      patience.pause(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with one run, the next ones are waiting.
      log.error("Could not begin a run", e);
      patience.pause(e.toString());
    } finally {
      if (!taken) {
        runs.freeSlot();
      }
    }
  }

  private ClaimRequest request() {
    int wait = (int) Math.max(1, parts.settings().timing().claimWait().toSeconds());
    var condition = new WorkerCondition(parts.images().names(), disk.free(), disk.isShort());
    int free = condition.shortOfDisk() ? 0 : runs.freeSlots() + 1;
    return new ClaimRequest(now(), free, wait, runs.attempts(), condition);
  }

  /** Graphics processors may have turned out to be out of reach. */
  private WorkerInfo now() {
    return new WorkerInfo(
        info.name(),
        info.instance(),
        info.version(),
        info.engine(),
        info.cpus(),
        info.memoryBytes(),
        parts.gpus().total(),
        info.slots());
  }

  private void refuse(SiteRefused e) {
    refused = new WorkerRefused(parts.settings().site(), String.valueOf(e.getMessage()));
    Thread.ofVirtual().name("stop").start(() -> stopQuietly(Duration.ofMinutes(1)));
  }

  /** How many runs are under way. */
  public int runningCount() {
    return runs.count();
  }

  /**
   * Claims nothing more, lets runs finish for the grace, gives back the rest, and says goodbye.
   * Returns when all that is done. Called again from another thread with a shorter grace, it
   * hurries.
   */
  public void stop(Duration grace) throws InterruptedException {
    stopping = true;
    claiming.interrupt();
    claiming.join();
    if (!runs.awaitNone(grace)) {
      log.info("Giving back {} runs that are not finished", runs.count());
      runs.giveAllBack();
      if (!runs.awaitNone(Duration.ofSeconds(10))) {
        hurry = true;
        runs.awaitNone(Duration.ofSeconds(2));
      }
    }
    if (ended.getCount() > 0) {
      goodbye();
      intake.close();
    }
    ended.countDown();
  }

  /** Cuts a stop short: what still runs is given back at once. */
  public void hurry() {
    stopping = true;
    runs.giveAllBack();
  }

  private void stopQuietly(Duration grace) {
    try {
      stop(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void goodbye() throws InterruptedException {
    try {
      intake.goodbye(info);
    } catch (SiteUnavailable | SiteRefused e) {
      log.info("Could not say goodbye: {}", e.getMessage());
    }
  }
}
