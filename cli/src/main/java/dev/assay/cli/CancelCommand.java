package dev.assay.cli;

import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.SubmissionWatch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay cancel}: ends a submission on a site, wherever it is. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Ends a submission: at once if it waits; else when its worker says that its containers are gone, or when its lease ends.",
      "Exit code 0: it is cancelled; 1: it had come to an end before, or is not yours; 2: the call, the site or this machine is at fault."
    })
final class CancelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The submission's number.")
  private long submission;

  @Mixin private SiteAccount account = new SiteAccount();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait for its end at most (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Override
  public Integer call() {
    return account.run(this::cancel);
  }

  private int cancel(SiteClient client) {
    client.post("/api/v1/submissions/" + submission + "/cancel", Map.of());
    var ended =
        new SubmissionWatch(client, new Voice()).await(submission, Duration.ofSeconds(timeout));
    var state = ended.path("state").asString();
    System.out.println(state + ": " + ended.path("line").asString());
    return state.equals("cancelled") ? 0 : 1;
  }
}
