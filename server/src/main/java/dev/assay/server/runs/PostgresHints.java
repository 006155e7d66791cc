package dev.assay.server.runs;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * {@code LISTEN} and {@code NOTIFY} on two connections of their own, opened beside the pool. A
 * {@code NOTIFY} inside a transaction would make all commits wait for each other; here hints are
 * sent after the commit, and equal ones that pile up are sent once.
 */
final class PostgresHints implements Hints, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PostgresHints.class);
  private static final String CHANNEL = "assay_hints";
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);
  private static final Duration LISTEN_FOR = Duration.ofSeconds(10);

  /** Opens a connection that nobody else uses. */
  interface Connections {
    Connection open() throws SQLException;
  }

  private final Connections connections;

  /** Tells our own hints, which have done their work already, from those of others. */
  private final String origin = UUID.randomUUID().toString().substring(0, 8);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition someArePending = lock.newCondition();

  /** Guarded by {@link #lock}. */
  private final Set<String> pending = new LinkedHashSet<>();

  private volatile Consumer<String> listener = hint -> {};
  private volatile CountDownLatch stopped = new CountDownLatch(0);
  private volatile List<Thread> threads = List.of();

  PostgresHints(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void send(String hint) {
    if (!isRunning()) {
      return;
    }
    lock.lock();
    try {
      pending.add(hint);
      someArePending.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onHint(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public void start() {
    stopped = new CountDownLatch(1);
    threads =
        List.of(
            Thread.ofVirtual().name("hints-out").start(() -> keep("sending", this::sendOn)),
            Thread.ofVirtual().name("hints-in").start(() -> keep("hearing", this::hearOn)));
  }

  @Override
  public void stop() {
    stopped.countDown();
    threads.forEach(Thread::interrupt);
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private interface Use {
    void on(Connection connection) throws SQLException, InterruptedException;
  }

  private void keep(String what, Use use) {
    try {
      do {
        try (var connection = connections.open()) {
          use.on(connection);
        } catch (SQLException e) {
          if (isRunning()) {
            log.warn("{} hints failed; connecting again in {}", what, BEFORE_NEXT_TRY, e);
          }
        }
      } while (!stopped.await(BEFORE_NEXT_TRY.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendOn(Connection connection) throws SQLException, InterruptedException {
    try (var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
      while (isRunning()) {
        for (var hint : takePending()) {
          notify.setString(1, CHANNEL);
          notify.setString(2, origin + " " + hint);
          notify.execute();
        }
      }
    }
  }

  private List<String> takePending() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (pending.isEmpty()) {
        someArePending.await();
      }
      var taken = List.copyOf(pending);
      pending.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void hearOn(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + CHANNEL);
    }
    var postgres = connection.unwrap(PGConnection.class);
    while (isRunning()) {
      var heard = postgres.getNotifications((int) LISTEN_FOR.toMillis());
      if (heard != null) {
        for (var notification : heard) {
          hear(notification.getParameter());
        }
      }
    }
  }

  private void hear(String message) {
    var words = message.split(" ", 2);
    if (words.length == 2 && !words[0].equals(origin)) {
      listener.accept(words[1]);
    }
  }
}
