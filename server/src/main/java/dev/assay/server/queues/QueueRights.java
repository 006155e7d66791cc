package dev.assay.server.queues;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.QueueId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who may do what with queues; a queue that somebody may not see does not exist for them. */
@Component
class QueueRights {
  static final int LONGEST_NAME = 100;

  private final Queues queues;
  private final QueueEditing editing;
  private final CurrentAccount accounts;
  private final QueuesSettings settings;

  QueueRights(
      Queues queues, QueueEditing editing, CurrentAccount accounts, QueuesSettings settings) {
    this.queues = queues;
    this.editing = editing;
    this.accounts = accounts;
    this.settings = settings;
  }

  @Nullable Account reader() {
    return accounts.find().orElse(null);
  }

  Queue seen(long id) {
    var reader = reader();
    return queues
        .find(new QueueId(id))
        .filter(queue -> queue.mayBeSeenBy(reader))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  Queue managed(long id) {
    var account = accounts.require();
    var queue = seen(id);
    if (!queue.mayBeManagedBy(account)) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "Only the queue's owner and administrators may do this.");
    }
    return queue;
  }

  /** A queue of somebody's own, not the site's. */
  Queue ownable(long id) {
    var queue = managed(id);
    if (queue.isDefault()) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "The default queue is the site's; it stays as it is.");
    }
    return queue;
  }

  Queue create(String name) {
    var owner = accounts.require();
    var kept = name(name, "queue", LONGEST_NAME);
    if (!owner.isAdministrator() && editing.owned(owner.id()) >= settings.perOwner()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN,
          "You have %d queues, which is as many as one may have here. Delete one that you do not need."
              .formatted(settings.perOwner()));
    }
    return queues.create(owner.id(), kept);
  }

  static String name(String name, String what, int longest) {
    var kept = name.strip();
    if (kept.isEmpty() || kept.length() > longest || kept.indexOf('\0') >= 0) {
      throw new NotTaken("Give the %s a name of 1 to %d characters.".formatted(what, longest));
    }
    return kept;
  }
}
