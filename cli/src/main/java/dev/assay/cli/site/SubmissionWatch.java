package dev.assay.cli.site;

import dev.assay.cli.Stopped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Follows a submission until it is final. The site answers a waiting request as soon as the state
 * changes. One that is restarted meanwhile is waited for.
 */
public final class SubmissionWatch {
  private static final Set<String> FINAL = Set.of("finished", "failed", "cancelled");
  private final SiteClient client;
  private final Consumer<String> say;

  /**
   * @param say hears each new state
   */
  public SubmissionWatch(SiteClient client, Consumer<String> say) {
    this.client = client;
    this.say = say;
  }

  /** The submission in its final state. */
  public JsonNode await(long submission, Duration atMost) {
    var until = Instant.now().plus(atMost);
    var last = "";
    while (Instant.now().isBefore(until)) {
      var path = "/api/v1/submissions/" + submission + "?wait=5&line=" + encoded(last);
      var now = client.follow(path, until);
      var line = now.path("line").asString("");
      if (!line.equals(last)) {
        say.accept("submission " + submission + ": " + said(now, line));
        last = line;
      }
      if (FINAL.contains(now.path("state").asString(""))) {
        return now;
      }
    }
    throw Stopped.byMachine(
        "Submission %d is not final after %d s; it goes on without us: %s/submissions/%d"
            .formatted(submission, atMost.toSeconds(), client.site(), submission));
  }

  /** The page shows a failure's place beside the word; here the line has to say both. */
  private static String said(JsonNode submission, String line) {
    return submission.path("state").asString("").equals("failed") && !line.isEmpty()
        ? "Failed: " + line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1)
        : line;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
