package dev.assay.benchmarks.lab;

import dev.assay.cli.site.SiteClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where participants submit.
 *
 * @param simulated its runs are those of {@link FakeWorkers}
 * @param containers in a queue of its own, whose workers run real containers; null for none
 */
record Stage(Contest simulated, @Nullable Contest containers) {

  /**
   * A competition of one phase.
   *
   * @param token that workers of its queue need
   */
  record Contest(long competition, long phase, String token) {}

  static Stage build(Lab lab, SiteClient admin, boolean withContainers) {
    var simulated = Lab.competition(admin, WrittenBundle.competition(lab.folder()));
    return new Stage(
        new Contest(simulated, Lab.phase(admin, simulated), lab.workerToken()),
        withContainers ? containers(lab, admin) : null);
  }

  private static Contest containers(Lab lab, SiteClient admin) {
    var queue = admin.post("/api/v1/queues", Map.of("name", "containers"));
    var token =
        admin
            .post(
                "/api/v1/queues/" + queue.path("id").asLong() + "/tokens",
                Map.of("name", "containers"))
            .path("token")
            .asString();
    var bundle = WrittenBundle.competitionIn(lab.folder(), queue.path("key").asString());
    var competition = Lab.competition(admin, bundle);
    return new Contest(competition, Lab.phase(admin, competition), token);
  }

  List<Long> competitions() {
    return Stream.of(simulated, containers)
        .flatMap(Stream::ofNullable)
        .map(Contest::competition)
        .toList();
  }
}
