package dev.assay.server.queues;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.kernel.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.view.RedirectView;

/** What owners change of their queues. */
@Controller
class QueueSettingsPages {
  private final QueueRights rights;
  private final QueueEditing editing;
  private final QueueLimits limits;
  private final BrokerStrings broker;
  private final Accounts accounts;

  QueueSettingsPages(
      QueueRights rights,
      QueueEditing editing,
      QueueLimits limits,
      BrokerStrings broker,
      Accounts accounts) {
    this.rights = rights;
    this.limits = limits;
    this.editing = editing;
    this.broker = broker;
    this.accounts = accounts;
  }

  @PostMapping("/queues/{id}/settings")
  RedirectView change(
      @PathVariable long id,
      @RequestParam String name,
      @RequestParam(name = "public", defaultValue = "false") boolean isPublic) {
    var queue = rights.ownable(id);
    editing.rename(queue.id(), QueueRights.name(name, "queue", QueueRights.LONGEST_NAME));
    editing.publish(queue.id(), isPublic);
    return QueuePages.to(queue.id());
  }

  /**
   * @param limit a number, or nothing for no limit
   */
  @PostMapping("/queues/{id}/limit")
  RedirectView limit(@PathVariable long id, @RequestParam(defaultValue = "") String limit) {
    var queue = rights.managed(id);
    limits.set(queue.id(), number(limit.strip()));
    return QueuePages.to(queue.id());
  }

  private static @Nullable Integer number(String text) {
    try {
      return text.isEmpty() ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new NotTaken("A limit is a number from 1, or nothing for none; got " + text);
    }
  }

  @PostMapping("/queues/{id}/shares")
  RedirectView share(@PathVariable long id, @RequestParam String username) {
    var queue = rights.ownable(id);
    var account =
        accounts
            .byUsername(username.strip())
            .orElseThrow(
                () -> new NotTaken("Nobody here is called “%s”.".formatted(username.strip())));
    editing.share(queue.id(), account.id());
    return QueuePages.to(queue.id());
  }

  @PostMapping("/queues/{id}/shares/{account}/remove")
  RedirectView unshare(@PathVariable long id, @PathVariable long account) {
    var queue = rights.ownable(id);
    editing.unshare(queue.id(), new AccountId(account));
    return QueuePages.to(queue.id());
  }

  @PostMapping("/queues/{id}/delete")
  RedirectView delete(@PathVariable long id) {
    deleteUnused(rights.ownable(id), editing, broker);
    return new RedirectView("/queues", true, false);
  }

  /** Refuses with what still uses it. */
  static void deleteUnused(Queue queue, QueueEditing editing, BrokerStrings broker) {
    var holders = editing.delete(queue);
    if (!holders.isEmpty()) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT,
          "The queue is in use and stays: %s. Let them run elsewhere first."
              .formatted(String.join("; ", holders)));
    }
    try {
      broker.remove(queue);
    } catch (BrokerStrings.Failed e) {
      throw new ResponseStatusException(
          HttpStatus.BAD_GATEWAY,
          "The queue is deleted, but its place at the broker is not: " + e.getMessage(),
          e);
    }
  }
}
