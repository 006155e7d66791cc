package dev.assay.server.queues;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.web.NewTokenView;
import dev.assay.server.web.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Whether anything is stuck, and who works. */
@Controller
class QueuePages {
  private final Queues queues;
  private final QueueStates states;
  private final WorkerTokens tokens;
  private final CurrentAccount current;
  private final ServerSettings settings;

  QueuePages(
      Queues queues,
      QueueStates states,
      WorkerTokens tokens,
      CurrentAccount current,
      ServerSettings settings) {
    this.queues = queues;
    this.states = states;
    this.tokens = tokens;
    this.current = current;
    this.settings = settings;
  }

  @GetMapping("/queues")
  ModelAndView list() {
    var reader = current.find().orElse(null);
    queues.defaultQueue();
    var rows =
        queues.all().stream()
            .filter(queue -> queue.mayBeSeenBy(reader))
            .map(queue -> row(queue, reader))
            .toList();
    return Screen.page(new QueueListView(rows));
  }

  private QueueListView.Row row(Queue queue, @Nullable Account reader) {
    var state = states.of(queue.id(), reader);
    return new QueueListView.Row(
        queue.id().value(),
        queue.name(),
        state.verdict(),
        state.workers().size(),
        state.slots(),
        state.running(),
        state.waiting());
  }

  @GetMapping("/queues/{id}")
  ModelAndView queue(@PathVariable long id) {
    var reader = current.find().orElse(null);
    var queue = visible(id, reader);
    var manages = queue.mayBeManagedBy(reader);
    var command = manages ? "ASSAY_WORKER_TOKEN=… ./assay worker --site " + settings.url() : "";
    return Screen.page(
        new QueueView(queue.name(), manages, command, states.of(queue.id(), reader)));
  }

  @GetMapping("/queues/{id}/state")
  ModelAndView state(@PathVariable long id) {
    var reader = current.find().orElse(null);
    return Screen.fragment(states.of(visible(id, reader).id(), reader));
  }

  @PostMapping("/queues/{id}/tokens")
  ModelAndView createToken(@PathVariable long id, @RequestParam(defaultValue = "") String name) {
    var account = current.require();
    var queue = visible(id, account);
    if (!queue.mayBeManagedBy(account)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    var called = name.isBlank() ? "worker" : name.strip();
    var token = tokens.create(queue.id(), called);
    return Screen.page(
        new NewTokenView(
            called,
            token.reveal(),
            "It lets a compute worker serve the queue " + queue.name() + ".",
            "ASSAY_WORKER_TOKEN=" + token.reveal() + " ./assay worker --site " + settings.url(),
            "/queues/" + id,
            "Back to the queue"));
  }

  private Queue visible(long id, @Nullable Account reader) {
    return queues
        .find(new QueueId(id))
        .filter(queue -> queue.mayBeSeenBy(reader))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
