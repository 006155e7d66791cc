package dev.assay.server.notifications;

import dev.assay.server.canary.QueueTried;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.queues.Queues;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the owner of a queue by mail when its test run begins to fail, and when it works again. */
@Component
class QueueLetters {
  private final Letters letters;
  private final JdbcRecipients recipients;
  private final Queues queues;
  private final ServerSettings server;

  QueueLetters(Letters letters, JdbcRecipients recipients, Queues queues, ServerSettings server) {
    this.letters = letters;
    this.recipients = recipients;
    this.queues = queues;
    this.server = server;
  }

  @EventListener
  void tried(QueueTried event) {
    var queue = queues.find(event.queue());
    if (!letters.isOn() || queue.isEmpty()) {
      return;
    }
    var page = "%s/queues/%s".formatted(server.url(), event.queue());
    var name = queue.get().name();
    letters.write(
        recipients.owners(event.queue()),
        "queue-%s %s".formatted(event.isGood() ? "works" : "fails", event.submission()),
        event.isGood()
            ? "Queue %s works again".formatted(name)
            : "Queue %s fails its test run".formatted(name),
        event.isGood()
            ? "The site's own test run in the queue %s was scored again.%n%s%n"
                .formatted(name, page)
            : """
            The site sends a small run of its own through each queue now and then. The last one in
            the queue %s failed:

              %s

            What is submitted waits, and nothing is lost. Its workers, and what they do, are here:
            %s
            """
                .formatted(name, event.trouble(), page));
  }
}
