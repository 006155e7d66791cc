package dev.assay.server.notifications;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.assay.server.testing.TestSite;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site and a real mail server, to which it brings its letters when it is told to. */
final class MailBed implements AutoCloseable {
  private final int port;
  private final TestSite site;
  private GreenMail mail;

  MailBed() {
    mail = listening(0);
    port = mail.getSmtp().getPort();
    site =
        TestSite.start(
            "assay.roles=site", "spring.mail.host=127.0.0.1", "spring.mail.port=" + port);
  }

  private static GreenMail listening(int port) {
    var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    return mail;
  }

  TestSite site() {
    return site;
  }

  JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  /** Sends what is to be sent; all that the mail server has got by then. */
  List<MimeMessage> letters() {
    site.bean(LetterSending.class).send();
    return received();
  }

  /** All that the mail server has got. */
  List<MimeMessage> received() {
    return List.of(mail.getReceivedMessages());
  }

  /** Sends what is to be sent, and forgets it. */
  void forget() throws Exception {
    site.bean(LetterSending.class).send();
    mail.purgeEmailFromAllMailboxes();
  }

  /** From now on nothing listens where the mail server was. */
  void stopMailServer() {
    mail.stop();
  }

  /** An empty mail server listens where the one before was. */
  void startMailServer() {
    mail = listening(port);
  }

  @Override
  public void close() {
    site.close();
    mail.stop();
  }
}
