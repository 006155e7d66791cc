package dev.assay.server.queues;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.accounts.Names;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SecretToken;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.kernel.testing.MigratedDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/** The pages of queues, of a site where nothing runs and nobody else is. */
final class LoneQueuePages {
  private final MigratedDatabase database;
  private final JdbcQueues queues;
  private final JdbcWorkerTokens tokens;
  private final Clock clock;

  LoneQueuePages(
      MigratedDatabase database, JdbcQueues queues, JdbcWorkerTokens tokens, Clock clock) {
    this.database = database;
    this.queues = queues;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** As somebody sees them; null for a visitor. */
  QueuePages of(@Nullable Account account) {
    var workers = new JdbcWorkers(database.jdbc(), clock);
    var settings =
        new ServerSettings(
            Set.of("site"),
            Path.of("target"),
            URI.create("https://assay.example.org"),
            null,
            null,
            false,
            false);
    var states = new QueueStates(workers, new NoLoad(clock), HEALTHY, clock);
    var editing =
        new QueueEditing(
            database.jdbc(),
            id -> List.of(),
            new NoLoad(clock),
            clock,
            event -> {},
            database.transactions());
    var rights = new QueueRights(queues, editing, new Present(account), new QueuesSettings(5));
    var details =
        new QueueDetails(
            states,
            tokens,
            id -> List.of(),
            new QueueLimits(database.jdbc()),
            HEALTHY,
            new NoBroker(),
            new NumberedAccounts(),
            rights,
            settings);
    return new QueuePages(queues, states, tokens, rights, details, new NoBroker(), settings);
  }

  private static final QueueHealth HEALTHY =
      new QueueHealth() {
        @Override
        public Optional<String> trouble(QueueId queue) {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> provenAt(QueueId queue) {
          return Optional.empty();
        }

        @Override
        public Optional<QueueTry> lastTry(QueueId queue) {
          return Optional.empty();
        }
      };

  private static final class NumberedAccounts implements Accounts {
    @Override
    public Optional<Account> byId(AccountId id) {
      return Optional.empty();
    }

    @Override
    public Optional<Account> byUsername(String username) {
      return Optional.empty();
    }

    @Override
    public Names displayNames(Collection<AccountId> ids) {
      return new Names(
          ids.stream().collect(Collectors.toMap(id -> id, id -> "account " + id.value())));
    }

    @Override
    public Map<AccountId, String> usernames(Collection<AccountId> ids) {
      return Map.of();
    }
  }

  private static final class NoBroker implements BrokerStrings {
    @Override
    public boolean isPossible() {
      return false;
    }

    @Override
    public Optional<Connection> of(QueueId queue) {
      return Optional.empty();
    }

    @Override
    public SecretToken renew(Queue queue) {
      throw new IllegalStateException("No broker");
    }

    @Override
    public void remove(Queue queue) {}
  }

  private record Present(@Nullable Account account) implements CurrentAccount {
    @Override
    public Optional<Account> find() {
      return Optional.ofNullable(account);
    }

    @Override
    public Account require() {
      if (account == null) {
        throw new AccessDeniedException("Log in");
      }
      return account;
    }
  }

  /** Three wait, nothing runs. */
  private record NoLoad(Clock clock) implements QueueLoad {
    @Override
    public int waiting(QueueId queue) {
      return 3;
    }

    @Override
    public List<Waiting> next(QueueId queue, @Nullable Account reader, int most) {
      return List.of(new Waiting("#7", null, clock.instant().minusSeconds(40)));
    }

    @Override
    public List<Running> running(QueueId queue, @Nullable Account reader) {
      return List.of();
    }

    @Override
    public List<Wait> waits(QueueId queue, int most) {
      return List.of();
    }
  }
}
