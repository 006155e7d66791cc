package dev.assay.worker;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Delivery;
import dev.assay.contract.ClaimRequest;
import dev.assay.contract.WorkerInfo;
import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.contract.codabench.CeleryTask;
import dev.assay.contract.codabench.Ticket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at a broker's queue. A message of an Assay site is a hint: with it this worker claims a run
 * at the site over HTTPS, and drops it. From then on everything is as if it had asked the site
 * itself. A message of a Codabench site is the work itself, and kept until it is done.
 */
final class BrokerIntake implements Intake {
  private static final Logger log = LoggerFactory.getLogger(BrokerIntake.class);

  /** A run that is not for this worker is left to others for so long. */
  private static final Duration STEP_BACK = Duration.ofMillis(500);

  private final BrokerUrl url;
  private final @Nullable URI site;
  private final boolean isForeign;
  private final HttpClient http;
  private final Presence presence;
  private final Revocations revocations;
  private @Nullable BrokerLink link;

  BrokerIntake(BrokerSource source, HttpClient http, Revocations revocations, Clock clock) {
    this.revocations = revocations;
    this.url = source.url();
    this.site = source.site();
    this.isForeign = source.isForeign();
    this.http = http;
    this.presence = new Presence(clock);
  }

  @Override
  public Optional<Work> next(ClaimRequest request) throws SiteUnavailable, InterruptedException {
    try {
      var open = link();
      presence.tell(open, request);
      if (request.freeSlots() < 1) {
        open.pause();
        return Optional.empty();
      }
      var delivery = open.await(Duration.ofSeconds(request.waitSeconds()));
      return delivery == null ? Optional.empty() : take(open, delivery, request);
    } catch (AuthenticationFailureException e) {
      throw unavailable("RabbitMQ at %s does not accept this login".formatted(url), e);
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      throw unavailable("RabbitMQ at %s: %s".formatted(url, e), e);
    }
  }

  private BrokerLink link() throws IOException, TimeoutException {
    if (link == null) {
      link = BrokerLink.open(url, revocations::revoke);
      log.info("Listening at {}", url);
    }
    return link;
  }

  private SiteUnavailable unavailable(String message, Exception why) {
    close();
    return new SiteUnavailable(message, why);
  }

  private Optional<Work> take(BrokerLink open, Delivery delivery, ClaimRequest request)
      throws IOException, SiteUnavailable, InterruptedException {
    CeleryTask task;
    try {
      task = CeleryTask.read(delivery.getProperties().getHeaders(), delivery.getBody());
    } catch (CeleryTask.Malformed e) {
      log.warn("A message at {} can never be run and is dropped: {}", url, e.getMessage());
      open.drop(delivery);
      return Optional.empty();
    }
    var hint = task.args().assay();
    return isForeign || hint == null
        ? takeStep(open, delivery, task)
        : followHint(open, delivery, task, hint.site(), request);
  }

  private Optional<Work> takeStep(BrokerLink open, Delivery delivery, CeleryTask task)
      throws IOException {
    if (revocations.contains(task.id())) {
      log.info("Submission {} was called off before it began", task.args().id());
      open.drop(delivery);
      return Optional.empty();
    }
    presence.changed();
    return Optional.of(new ForeignStep(task.id(), task.args(), open.hold(delivery)));
  }

  private Optional<Work> followHint(
      BrokerLink open, Delivery delivery, CeleryTask task, String named, ClaimRequest request)
      throws IOException, SiteUnavailable, InterruptedException {
    try {
      var work = claim(task, named, request);
      if (work.isEmpty()) {
        // It still waits, but not for this worker: others may have it first.
        open.pause();
        Thread.sleep(STEP_BACK);
        return work;
      }
      dropClaimed(open, delivery, request);
      presence.changed();
      return work;
    } catch (SiteRefused e) {
      log.debug("Submission {}: {}", task.args().id(), e.getMessage());
      open.drop(delivery);
      return Optional.empty();
    } catch (SiteUnavailable e) {
      open.pause();
      throw e;
    }
  }

  /**
   * The run is this worker's by now, whatever becomes of its message: one that is delivered again
   * finds nothing to claim.
   */
  private void dropClaimed(BrokerLink open, Delivery delivery, ClaimRequest request) {
    try {
      open.drop(delivery);
      if (request.freeSlots() <= 1) {
        open.pause();
      }
    } catch (IOException | AlreadyClosedException e) {
      log.info("A message could not be answered; the broker delivers it again: {}", e.toString());
      close();
    }
  }

  private Optional<Work> claim(CeleryTask task, String named, ClaimRequest request)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    var address = site == null ? URI.create(named) : site;
    var api = new SiteApi(http, address, Ticket.bearer(task.args().secret()));
    var now =
        new ClaimRequest(
            request.worker(), request.freeSlots(), 0, request.running(), request.condition());
    return api.claim(now).map(order -> new Order(Links.absolute(address, order), api));
  }

  @Override
  public void goodbye(WorkerInfo worker) {
    if (link != null) {
      presence.goodbye(link, worker);
    }
  }

  @Override
  public String describe() {
    return url.toString();
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
    link = null;
  }
}
