package dev.assay.server.queues;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.web.NewTokenView;
import dev.assay.server.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  private static final int LONGEST_QUEUE_NAME = 100;

  private final Queues queues;
  private final QueueStates states;
  private final WorkerTokens tokens;
  private final CurrentAccount accounts;
  private final ServerSettings settings;

  QueuePages(
      Queues queues,
      QueueStates states,
      WorkerTokens tokens,
      CurrentAccount accounts,
      ServerSettings settings) {
    this.queues = queues;
    this.states = states;
    this.tokens = tokens;
    this.accounts = accounts;
    this.settings = settings;
  }

  @GetMapping("/queues")
  ModelAndView list() {
    var reader = reader();
    return Screen.page(
        new QueueListView(
            queues.all().stream()
                .filter(queue -> queue.mayBeSeenBy(reader))
                .map(queue -> states.row(queue, reader))
                .toList(),
            reader != null));
  }

  @PostMapping("/queues")
  RedirectView create(@RequestParam String name) {
    var owner = accounts.require();
    return to(queues.create(owner.id(), required(name, "queue", LONGEST_QUEUE_NAME)).id());
  }

  @GetMapping("/queues/{id}")
  ModelAndView queue(@PathVariable long id) {
    var queue = seen(id);
    var mayManage = queue.mayBeManagedBy(reader());
    return Screen.page(
        new QueueView(
            queue.name(),
            mayManage,
            command(),
            queue.key().toString(),
            mayManage ? listed(queue) : List.of(),
            states.of(queue, reader())));
  }

  private List<QueueView.Token> listed(Queue queue) {
    return tokens.of(queue.id()).stream()
        .map(
            token ->
                new QueueView.Token(
                    token.id(), token.name(), token.hint(), token.createdAt(), token.lastUsedAt()))
        .toList();
  }

  @GetMapping("/queues/{id}/state")
  ModelAndView state(@PathVariable long id) {
    return Screen.fragment(states.of(seen(id), reader()));
  }

  @PostMapping("/queues/{id}/tokens")
  ModelAndView createToken(@PathVariable long id, @RequestParam String name) {
    var queue = managed(id);
    var kept = required(name, "token", LONGEST_NAME);
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
    var queue = managed(id);
    if (!tokens.revoke(queue.id(), token)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return to(queue.id());
  }

  private String command() {
    return "./assay worker --site %s --token-file worker.token".formatted(settings.url());
  }

  private static RedirectView to(QueueId id) {
    return new RedirectView("/queues/" + id, true, false);
  }

  private static String required(String name, String what, int longest) {
    var kept = name.strip();
    if (kept.isEmpty() || kept.length() > longest || kept.indexOf('\0') >= 0) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST,
          "Give the %s a name of 1 to %d characters.".formatted(what, longest));
    }
    return kept;
  }

  private @Nullable Account reader() {
    return accounts.find().orElse(null);
  }

  /** A queue that somebody may not see does not exist for them. */
  private Queue seen(long id) {
    var reader = reader();
    return queues
        .find(new QueueId(id))
        .filter(queue -> queue.mayBeSeenBy(reader))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private Queue managed(long id) {
    var account = accounts.require();
    var queue = seen(id);
    if (!queue.mayBeManagedBy(account)) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "Only the queue's owner and administrators may do this.");
    }
    return queue;
  }
}
