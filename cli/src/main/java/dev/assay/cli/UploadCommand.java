package dev.assay.cli;

import dev.assay.bundle.FindingJson;
import dev.assay.cli.site.ImportWatch;
import dev.assay.cli.site.ResumableUpload;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.ZippedFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code assay upload}: makes a competition on a site out of a bundle. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Sends a competition bundle, a zip or a folder that is zipped, to a site and follows its check until the competition is there.",
      "A broken connection is gone on with; so is an upload that was stopped, when the same command is started again.",
      "Exit code 0: the competition was made, and its address printed; 1: the bundle was refused; 2: the call, the site or this machine is at fault."
    })
final class UploadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BUNDLE", description = "The bundle: a zip or a folder.")
  private Path bundle = Path.of("");

  @Mixin private SiteAccount account = new SiteAccount();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "7200",
      description = "How long to wait for the check at most (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Override
  public Integer call() {
    return account.run(this::upload);
  }

  private int upload(SiteClient client) {
    var say = new Voice();
    try (var zip = ZippedFolder.of(bundle)) {
      var sending = new ResumableUpload(client, say);
      var upload = sending.send(zip.file(), zip.name(), Map.of("purpose", "bundle"));
      var accepted = sending.use("/api/v1/competitions/upload", upload);
      say.accept(
          "sent; its check can be watched at "
              + client.site().resolve(accepted.path("page").asString()));
      return report(
          client,
          new ImportWatch(client)
              .await(accepted.path("import").asLong(), Duration.ofSeconds(timeout)));
    }
  }

  private static int report(SiteClient client, JsonNode ended) {
    FindingJson.read(ended.path("findings").toString()).forEach(System.err::println);
    switch (ended.path("state").asString()) {
      case "finished" -> {
        System.out.println(
            client.site().resolve("/competitions/" + ended.path("competition").asLong()));
        return 0;
      }
      case "refused" -> {
        return 1;
      }
      default -> throw Stopped.byMachine(ended.path("error").asString());
    }
  }
}
