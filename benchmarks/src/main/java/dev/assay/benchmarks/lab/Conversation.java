package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.HttpMessages.Message;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * What a worker and a site say to each other on one connection: reports are kept to be told again,
 * and what the site acknowledges is noted.
 */
final class Conversation {
  private static final Pattern LOG = Pattern.compile("POST [^ ]*/attempts/(\\d+)/logs ");

  private final Requests requests;
  private final Acknowledged acknowledged;
  private final HttpMessages fromWorker = new HttpMessages(this::asked);
  private final HttpMessages fromSite = new HttpMessages(this::answered);

  /** Asked and not answered yet; answers come in the order of what was asked. */
  private final Queue<Message> open = new ConcurrentLinkedQueue<>();

  Conversation(Requests requests, Acknowledged acknowledged) {
    this.requests = requests;
    this.acknowledged = acknowledged;
  }

  void fromWorker(byte[] buffer, int length) {
    fromWorker.read(buffer, length);
  }

  void fromSite(byte[] buffer, int length) {
    fromSite.read(buffer, length);
  }

  private void asked(Message request) {
    open.add(request);
    requests.keep(request);
  }

  private void answered(Message answer) {
    if (answer.status() < 200) {
      return;
    }
    var request = open.poll();
    if (request == null) {
      throw new IllegalStateException("Nobody asked for: " + answer.firstLine());
    }
    var log = LOG.matcher(request.head());
    if (answer.status() < 300 && log.lookingAt()) {
      acknowledged.take(Long.parseLong(log.group(1)), request.body());
    }
  }
}
