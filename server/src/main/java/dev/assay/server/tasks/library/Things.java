package dev.assay.server.tasks.library;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.accounts.Names;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryDataset;
import dev.assay.server.tasks.LibraryTask;
import dev.assay.server.tasks.Reach;
import dev.assay.server.tasks.Sharing;
import dev.assay.server.tasks.Sharing.Thing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Finds what a request is about, as far as its sender may know of it, and shares it with others.
 */
@Component
final class Things {
  private final Library library;
  private final Sharing sharing;
  private final Accounts accounts;
  private final CurrentAccount current;

  Things(Library library, Sharing sharing, Accounts accounts, CurrentAccount current) {
    this.library = library;
    this.sharing = sharing;
    this.accounts = accounts;
    this.current = current;
  }

  Account reader() {
    return current.require();
  }

  /** What is not usable for the reader does not exist: 404. */
  LibraryDataset dataset(String key) {
    return found(key, uuid -> library.dataset(uuid, reader().id()));
  }

  LibraryTask task(String key) {
    return found(key, uuid -> library.task(uuid, reader().id()));
  }

  /** For its owner alone; others who may use it learn that they may not change it. */
  LibraryDataset ownDataset(String key) {
    var dataset = dataset(key);
    mustOwn(dataset.reach());
    return dataset;
  }

  LibraryTask ownTask(String key) {
    var task = task(key);
    mustOwn(task.reach());
    return task;
  }

  private <T> T found(String key, Function<UUID, Optional<T>> find) {
    reader();
    return OwnTasks.uuid(key)
        .flatMap(find)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static void mustOwn(Reach reach) {
    if (reach != Reach.OWN) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only its owner may change this.");
    }
  }

  /**
   * Shares with whom that user name belongs to.
   *
   * @return why not, in words; empty when it is done
   */
  String share(Thing thing, String username) {
    var with = accounts.byUsername(username.strip());
    if (with.isEmpty()) {
      return "Nobody here has the user name “%s”.".formatted(username.strip());
    }
    if (with.get().id().equals(reader().id())) {
      return "It is yours already.";
    }
    sharing.share(thing, with.get().id());
    return "";
  }

  /** Nothing happens where it was not shared. */
  void unshare(Thing thing, String username) {
    accounts.byUsername(username.strip()).ifPresent(with -> sharing.unshare(thing, with.id()));
  }

  List<String> sharedWith(Thing thing) {
    return sharing.sharedWith(thing).stream()
        .flatMap(id -> accounts.byId(id).stream())
        .map(Account::username)
        .toList();
  }

  /** What somebody is called. */
  String name(AccountId id) {
    return accounts.displayName(id);
  }

  Names names(List<AccountId> ids) {
    return accounts.displayNames(ids.stream().distinct().toList());
  }
}
