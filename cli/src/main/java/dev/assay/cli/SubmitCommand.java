package dev.assay.cli;

import dev.assay.cli.site.ResumableUpload;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.SubmissionWatch;
import dev.assay.cli.site.ZippedFolder;
import dev.assay.contract.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code assay submit}: sends a submission to a site and, if asked, waits for its score. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Sends a zip, or a folder that is zipped, to a phase of a competition. A broken connection is gone on with.",
      "With --wait prints the scores as JSON on standard output. Exit code 0: scored (or taken, without --wait); 1: refused or failed; 2: the call, the site or this machine is at fault."
    })
final class SubmitCommand implements Callable<Integer> {
  @Option(
      names = "--phase",
      paramLabel = "ID",
      required = true,
      description = "The phase; its id stands on the submit page.")
  private long phase;

  @Parameters(paramLabel = "FILE", description = "What to submit: a zip or a folder.")
  private Path file = Path.of("");

  @Option(names = "--wait", description = "Follow it until it is scored or has failed.")
  private boolean wait;

  @Option(
      names = "--answer",
      paramLabel = "KEY=VALUE",
      description = "An answer to a question of the competition's fact sheet; once for each.")
  private Map<String, String> answers = Map.of();

  @Mixin private SiteAccount account = new SiteAccount();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "7200",
      description = "How long to wait at most (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Override
  public Integer call() {
    return account.run(this::submit);
  }

  private int submit(SiteClient client) {
    try (var zip = ZippedFolder.of(file)) {
      var receipt = send(client, zip);
      var id = receipt.path("id").asLong();
      System.err.printf(
          "assay: received as submission %d at %s, SHA-256 %s%n",
          id, receipt.path("receivedAt").asString(), receipt.path("sha256").asString());
      if (!wait) {
        System.out.println(receipt);
        return 0;
      }
      return report(
          new SubmissionWatch(client, new Voice()).await(id, Duration.ofSeconds(timeout)));
    }
  }

  private JsonNode send(SiteClient client, ZippedFolder zip) {
    var sending = new ResumableUpload(client, new Voice());
    var about = Map.of("purpose", "submission", "phase", Long.toString(phase));
    var upload = sending.send(zip.file(), zip.name(), about);
    return sending.use(
        "/api/v1/phases/" + phase + "/submissions",
        upload,
        answers.isEmpty()
            ? Map.of()
            : Map.of("fact_sheet_answers", Json.MAPPER.writeValueAsString(answers)));
  }

  private static int report(JsonNode submission) {
    if (submission.path("state").asString().equals("finished")) {
      System.out.println(submission.path("scores"));
      return 0;
    }
    System.err.println(FailureText.of(submission));
    return 1;
  }
}
