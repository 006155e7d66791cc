package dev.assay.server.notifications;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The rows of {@code letter}: written once for each occasion, sent once or given up. */
@Component
class Letters {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int AT_ONCE = 50;

  private final JdbcClient jdbc;
  private final boolean isOn;
  private final Clock clock;

  Letters(JdbcClient jdbc, ObjectProvider<JavaMailSender> mail, Clock clock) {
    this.jdbc = jdbc;
    this.isOn = mail.getIfAvailable() != null;
    this.clock = clock;
  }

  /** Whether there is a mail server at all. */
  boolean isOn() {
    return isOn;
  }

  /** One to be sent. */
  record Letter(long id, String address, String subject, String text, int tries) {}

  /**
   * Writes to those who have given an address, in the caller's transaction.
   *
   * @param occasion the same letter is not written twice for it
   */
  void write(Collection<AccountId> to, String occasion, String subject, String text) {
    if (!isOn) {
      return;
    }
    for (var account : to) {
      jdbc.sql(
              """
              insert into letter (account_id, occasion, subject, text, written_at, try_at)
              select a.id, :occasion, :subject, :text, :now, :now from account a
               where a.id = :account and a.email is not null and a.disabled_at is null
              on conflict do nothing""")
          .param("account", account.value())
          .param("occasion", occasion)
          .param("subject", oneLine(subject))
          .param("text", text.replace('\0', '\uFFFD'))
          .param("now", now())
          .update();
    }
  }

  /**
   * Writes to one address and no other, in the caller's transaction, what only its reader may know:
   * the text is forgotten once it is sent or given up.
   */
  void writeTo(String address, AccountId account, String occasion, String subject, String text) {
    jdbc.sql(
            """
            insert into letter (account_id, address, occasion, subject, text, written_at, try_at)
            values (:account, :address, :occasion, :subject, :text, :now, :now)""")
        .param("account", account.value())
        .param("address", address)
        .param("occasion", occasion)
        .param("subject", oneLine(subject))
        .param("text", text)
        .param("now", now())
        .update();
  }

  /** Names that people chose are in it: nothing of them may begin another header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /** Those whose time has come, the oldest first. */
  List<Letter> due() {
    return jdbc.sql(
            """
            select l.id, coalesce(l.address, a.email) as address, l.subject, l.text, l.tries
              from letter l join account a on a.id = l.account_id
             where l.sent_at is null and l.given_up_at is null and l.try_at <= :now
               and coalesce(l.address, a.email) is not null
             order by l.id limit :most""")
        .param("now", now())
        .param("most", AT_ONCE)
        .query(Letter.class)
        .list();
  }

  void sent(Letter letter) {
    jdbc.sql(
            """
            update letter set sent_at = :now, tries = tries + 1,
                   text = case when address is null then text else '' end
             where id = :id""")
        .param("now", now())
        .param("id", letter.id())
        .update();
  }

  /** Is tried again after a while that doubles, and given up in the end. */
  void failed(Letter letter, String why, Duration patience) {
    var pause = Duration.ofMinutes(1L << Math.min(letter.tries(), 6));
    var next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    jdbc.sql(
            """
            update letter set tries = tries + 1, trouble = :why, try_at = :next,
                   given_up_at = case when written_at < :before then cast(:now as timestamptz) end,
                   text = case when written_at < :before and address is not null then '' else text end
             where id = :id""")
        .param("why", why)
        .param("next", SqlTime.of(next))
        .param("before", SqlTime.of(clock.instant().minus(patience)))
        .param("now", now())
        .param("id", letter.id())
        .update();
  }

  void forget(Instant before) {
    jdbc.sql(
            "delete from letter where written_at < :before and (sent_at is not null or given_up_at is not null)")
        .param("before", SqlTime.of(before))
        .update();
  }

  private Object now() {
    return SqlTime.of(clock.instant());
  }
}
