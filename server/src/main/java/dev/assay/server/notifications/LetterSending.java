package dev.assay.server.notifications;

import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.notifications.Letters.Letter;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Hands letters to the mail server. One whose process died between sending and noting it goes out
 * twice: better than not at all.
 */
@Component
class LetterSending {
  private static final Logger log = LoggerFactory.getLogger(LetterSending.class);

  /** The occasion is not forgotten before, so it is not written of again. */
  private static final Duration REMEMBERED = Duration.ofDays(90);

  private static final int MOST_TROUBLE = 500;

  private final Letters letters;
  private final ObjectProvider<JavaMailSender> mail;
  private final MailSettings settings;
  private final ServerSettings server;
  private final Clock clock;

  LetterSending(
      Letters letters,
      ObjectProvider<JavaMailSender> mail,
      MailSettings settings,
      ServerSettings server,
      Clock clock) {
    this.letters = letters;
    this.mail = mail;
    this.settings = settings;
    this.server = server;
    this.clock = clock;
  }

  void send() {
    var sender = mail.getIfAvailable();
    if (sender == null) {
      return;
    }
    for (var letter : letters.due()) {
      try {
        send(sender, letter);
        letters.sent(letter);
      } catch (MailException | MessagingException e) {
        log.warn("Letter {} could not be sent and is tried again", letter.id(), e);
        letters.failed(letter, shown(e), settings.patience());
      }
    }
    letters.forget(clock.instant().minus(REMEMBERED));
  }

  private void send(JavaMailSender sender, Letter letter) throws MessagingException {
    var message = sender.createMimeMessage();
    var content = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
    content.setFrom(from());
    content.setTo(letter.address());
    content.setSubject(letter.subject());
    content.setText(letter.text());
    message.setHeader("Auto-Submitted", "auto-generated");
    sender.send(message);
  }

  private String from() {
    return Objects.requireNonNullElseGet(
        settings.from(),
        () -> "assay@" + Objects.requireNonNullElse(server.url().getHost(), "localhost"));
  }

  private static String shown(Exception e) {
    var text = e.toString().replace('\0', '\uFFFD');
    return text.substring(0, Math.min(MOST_TROUBLE, text.length()));
  }
}
