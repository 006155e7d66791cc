package dev.assay.server.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Ten failures for one login name within ten minutes block it until they are that old. Kept in
 * memory of each instance.
 */
@Component
class LoginThrottle {
  private static final int MOST_FAILURES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST_NAMES = 10_000;

  private record Failures(int count, Instant last) {}

  private final Map<String, Failures> failures = new ConcurrentHashMap<>();
  private final Clock clock;

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  boolean isBlocked(String login) {
    var known = failures.get(key(login));
    return known != null && known.count() >= MOST_FAILURES && !isOld(known);
  }

  void failed(String login) {
    if (failures.size() > MOST_NAMES) {
      failures.values().removeIf(this::isOld);
    }
    failures.merge(
        key(login),
        new Failures(1, clock.instant()),
        (known, one) -> isOld(known) ? one : new Failures(known.count() + 1, one.last()));
  }

  void succeeded(String login) {
    failures.remove(key(login));
  }

  private boolean isOld(Failures known) {
    return known.last().plus(WINDOW).isBefore(clock.instant());
  }

  private static String key(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }
}
