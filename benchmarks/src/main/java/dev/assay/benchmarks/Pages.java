package dev.assay.benchmarks;

import dev.assay.benchmarks.lab.Lab;
import dev.assay.bundle.archive.DeleteTree;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.supervision.AllInOne;
import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.UpOptions;
import dev.assay.postgres.DatabaseAddress;
import dev.assay.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a page costs at many submissions against few, on the same site and in turns. The figure is
 * that of the page that grows most.
 */
final class Pages implements Benchmark {
  private static final int FEW = 100;
  private static final int WARM_UP = 60;
  private static final int ON_A_PAGE = 100;

  @Override
  public String name() {
    return "pages";
  }

  @Override
  public String summary() {
    return "leaderboard, submissions and competition page at 10,000 submissions against 100"
        + " (--runs=N, default 200; --many=N)";
  }

  @Override
  public String run(Map<String, String> options) throws IOException, InterruptedException {
    var runs = Integer.parseInt(options.getOrDefault("runs", "200"));
    var many = Integer.parseInt(options.getOrDefault("many", "10000"));
    var folder = Files.createTempDirectory("assay-benchmark");
    try (var site = AllInOne.on(AssayHome.find(), up(folder), Progress::say)) {
      site.start();
      var token = Lab.adminToken(site.url(), site.adminPasswordFile());
      var client = SiteClient.visiting(site.url()).withToken(token);
      var few = competition(client);
      var lots = competition(client);
      fill(site, few, lots, many);
      remake(client, few);
      remake(client, lots);
      settle(site);
      return measure(new Visitor(site.url(), token), few, lots, many, runs);
    } catch (SQLException e) {
      throw new IOException("The site's database could not be filled", e);
    } finally {
      DeleteTree.delete(folder);
    }
  }

  static UpOptions up(Path folder) throws IOException {
    return UpOptions.standard(folder.resolve("data")).withPort(Lab.freePort()).withWorkers(0);
  }

  /** A competition and its only phase. */
  record Competition(long id, long phase) {}

  static Competition competition(SiteClient client) {
    var tiny = AssayHome.find().folder().resolve("samples/tiny");
    var competition = Lab.imported(client, tiny);
    return new Competition(competition, Lab.phase(client, competition));
  }

  private static void fill(AllInOne site, Competition few, Competition lots, int many)
      throws SQLException {
    try (var database = ManySubmissions.into(database(site))) {
      Progress.say("writing %,d submissions and %,d".formatted(FEW, many));
      database.accounts(many);
      database.fill(few.id(), FEW);
      database.fill(lots.id(), many);
    }
  }

  static DatabaseAddress database(AllInOne site) {
    return EmbeddedPostgres.running(site.data().folder()).orElseThrow();
  }

  static void remake(SiteClient client, Competition one) {
    var audit = client.post("/api/v1/phases/" + one.phase() + "/leaderboard/remake", Map.of());
    if (!audit.path("agrees").asBoolean()) {
      throw new IllegalStateException("A board does not agree with its audit: " + audit);
    }
  }

  private static void settle(AllInOne site) throws SQLException {
    try (var database = ManySubmissions.into(database(site))) {
      database.settle();
    }
  }

  /** Something that is asked for in both competitions. */
  private record Place(String name, String few, String lots) {
    static Place of(String name, String path, Competition few, Competition lots) {
      return new Place(name, at(path, few), at(path, lots));
    }

    private static String at(String path, Competition one) {
      return path.replace("{id}", "" + one.id()).replace("{phase}", "" + one.phase());
    }
  }

  private static List<Place> places(Competition few, Competition lots, int many) {
    var places = new ArrayList<Place>();
    places.add(Place.of("competition", "/competitions/{id}", few, lots));
    places.add(Place.of("leaderboard", "/competitions/{id}/leaderboard", few, lots));
    places.add(
        new Place(
            "end of the leaderboard",
            "/competitions/%d/leaderboard".formatted(few.id()),
            "/competitions/%d/leaderboard?from=%d".formatted(lots.id(), many - ON_A_PAGE + 1)));
    places.add(Place.of("submissions", "/competitions/{id}/submissions?of=all", few, lots));
    places.add(
        Place.of(
            "submissions of a state",
            "/competitions/{id}/submissions?of=all&state=finished",
            few,
            lots));
    places.add(Place.of("own submissions", "/competitions/{id}/submissions", few, lots));
    return places;
  }

  private static String measure(
      Visitor visitor, Competition few, Competition lots, int many, int runs)
      throws IOException, InterruptedException {
    var worst = 0.0;
    var words = new ArrayList<String>();
    for (var place : places(few, lots, many)) {
      var ofFew = new Samples();
      var ofLots = new Samples();
      for (var turn = -WARM_UP; turn < runs; turn++) {
        // Each goes first in every second turn: what comes second finds the machine warmer.
        var fewFirst = turn % 2 == 0;
        var first = visitor.visit(fewFirst ? place.few() : place.lots());
        var second = visitor.visit(fewFirst ? place.lots() : place.few());
        var one = fewFirst ? first : second;
        var other = fewFirst ? second : first;
        if (turn >= 0) {
          ofFew.add(one);
          ofLots.add(other);
        }
      }
      var ratio = ofLots.median() / ofFew.median();
      worst = Math.max(worst, ratio);
      Progress.say(
          "%s: at %,d %s, at %,d %s"
              .formatted(place.name(), FEW, ofFew.inWords(), many, ofLots.inWords()));
      words.add(
          String.format(Locale.ROOT, "%s %.2f x, %.1f ms", place.name(), ratio, ofLots.median()));
    }
    return String.format(
        Locale.ROOT,
        "pages: %.2f x (%,d against %d submissions, %d runs each; %s)",
        worst,
        many,
        FEW,
        runs,
        String.join("; ", words));
  }

  /** Somebody who looks at pages. */
  private static final class Visitor {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI site;
    private final String token;

    Visitor(URI site, String token) {
      this.site = site;
      this.token = token;
    }

    Duration visit(String path) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(site.resolve(path))
              .header("Authorization", "Bearer " + token)
              .header("Accept", "text/html")
              .build();
      var start = System.nanoTime();
      var response = http.send(request, BodyHandlers.ofByteArray());
      var took = Duration.ofNanos(System.nanoTime() - start);
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " answers " + response.statusCode());
      }
      return took;
    }
  }
}
