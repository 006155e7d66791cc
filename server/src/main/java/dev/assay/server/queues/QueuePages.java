package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.web.NewTokenView;
import dev.assay.server.web.Screen;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Whether anything is stuck, and how to add a worker. */
@Controller
class QueuePages {
  private static final int LONGEST_NAME = 60;

  private final Queues queues;
  private final QueueStates states;
  private final WorkerTokens tokens;
  private final QueueRights rights;
  private final QueueDetails details;
  private final BrokerStrings broker;
  private final ServerSettings settings;

  QueuePages(
      Queues queues,
      QueueStates states,
      WorkerTokens tokens,
      QueueRights rights,
      QueueDetails details,
      BrokerStrings broker,
      ServerSettings settings) {
    this.queues = queues;
    this.states = states;
    this.tokens = tokens;
    this.rights = rights;
    this.details = details;
    this.broker = broker;
    this.settings = settings;
  }

  @GetMapping("/queues")
  ModelAndView list() {
    return Screen.page(list(RefusedForm.NONE));
  }

  QueueListView list(RefusedForm refused) {
    return new QueueListView(details.list(queues.all()), rights.reader() != null, refused);
  }

  @PostMapping("/queues")
  RedirectView create(@RequestParam String name) {
    return to(rights.create(name).id());
  }

  @GetMapping("/queues/{id}")
  ModelAndView queue(@PathVariable long id) {
    return Screen.page(queue(id, RefusedForm.NONE));
  }

  QueueView queue(long id, RefusedForm refused) {
    return details.of(rights.seen(id), refused);
  }

  @GetMapping("/queues/{id}/state")
  ModelAndView state(@PathVariable long id) {
    return Screen.fragment(states.of(rights.seen(id), rights.reader()));
  }

  @PostMapping("/queues/{id}/tokens")
  ModelAndView createToken(@PathVariable long id, @RequestParam String name) {
    var queue = rights.managed(id);
    var kept = QueueRights.name(name, "token", LONGEST_NAME);
    var token = tokens.create(queue.id(), kept);
    return Screen.page(
        new NewTokenView(
            kept,
            token.reveal(),
            "It lets a worker serve the queue “%s”, and nothing else.".formatted(queue.name()),
            command(),
            "/queues/" + id,
            "Back to the queue"));
  }

  @PostMapping("/queues/{id}/tokens/{token}/revoke")
  RedirectView revokeToken(@PathVariable long id, @PathVariable long token) {
    var queue = rights.managed(id);
    if (!tokens.revoke(queue.id(), token)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return to(queue.id());
  }

  /** The same place makes a connection string and replaces it. */
  @PostMapping("/queues/{id}/connection")
  ModelAndView connect(@PathVariable long id) {
    var queue = rights.ownable(id);
    try {
      var string = broker.renew(queue);
      return Screen.page(
          new NewTokenView(
              "connection of " + queue.name(),
              string.reveal(),
              "It lets compute workers serve the queue “%s”, Codabench's and Assay's, and nothing else. An earlier connection string does not work any more."
                  .formatted(queue.name()),
              "ASSAY_BROKER=… ./assay worker",
              "/queues/" + id,
              "Back to the queue"));
    } catch (BrokerStrings.Failed e) {
      throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, e.getMessage(), e);
    }
  }

  @PostMapping("/queues/{id}/connection/remove")
  RedirectView disconnect(@PathVariable long id) {
    var queue = rights.ownable(id);
    try {
      broker.remove(queue);
    } catch (BrokerStrings.Failed e) {
      throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, e.getMessage(), e);
    }
    return to(queue.id());
  }

  private String command() {
    return QueueDetails.command(settings);
  }

  static RedirectView to(QueueId id) {
    return new RedirectView("/queues/" + id, true, false);
  }
}
