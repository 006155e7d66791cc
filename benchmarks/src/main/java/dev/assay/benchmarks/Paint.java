package dev.assay.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.assay.benchmarks.lab.Lab;
import dev.assay.bundle.archive.DeleteTree;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.supervision.AllInOne;
import dev.assay.cli.supervision.AssayHome;
import dev.assay.contract.Json;
import dev.assay.postgres.SecretFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * When somebody sees something of a page, in a real browser and by its own clock, against a bare
 * page of one line that a server of this process gives away, in turns. The figure is that of the
 * page that takes longest.
 */
final class Paint implements Benchmark {
  private static final int WARM_UP = 8;
  private static final int GOAL = 300;

  private static final String BARE =
      "<!doctype html><html lang=en><title>Bare</title><p>Nothing but a line.</p></html>";

  @Override
  public String name() {
    return "paint";
  }

  @Override
  public String summary() {
    return "first paint of home, competition, leaderboard and submission in Chromium against a"
        + " bare page (--runs=N, default 30; --many=N submissions)";
  }

  @Override
  public String run(Map<String, String> options) throws IOException, InterruptedException {
    var runs = Integer.parseInt(options.getOrDefault("runs", "30"));
    var many = Integer.parseInt(options.getOrDefault("many", "1000"));
    var folder = Files.createTempDirectory("assay-benchmark");
    try (var site = AllInOne.on(AssayHome.find(), Pages.up(folder), Progress::say)) {
      site.start();
      var client =
          SiteClient.visiting(site.url())
              .withToken(Lab.adminToken(site.url(), site.adminPasswordFile()));
      var competition = Pages.competition(client);
      client.post("/api/v1/competitions/" + competition.id() + "/publish", Map.of());
      try (var database = ManySubmissions.into(Pages.database(site))) {
        database.accounts(many);
        database.fill(competition.id(), many);
      }
      Pages.remake(client, competition);
      try (var browser = Chromium.start(Files.createDirectories(folder.resolve("profile")))) {
        return measure(new Looker(browser, site), paths(client, competition), runs, many);
      }
    } catch (SQLException e) {
      throw new IOException("The site's database could not be filled", e);
    } finally {
      DeleteTree.delete(folder);
    }
  }

  private static Map<String, String> paths(SiteClient client, Pages.Competition competition) {
    var base = "/competitions/" + competition.id();
    var submission =
        client
            .get("/api/v1" + base + "/submissions?of=all")
            .path("submissions")
            .path(0)
            .path("id")
            .asLong();
    var paths = new LinkedHashMap<String, String>();
    paths.put("home", "/");
    paths.put("competition", base);
    paths.put("leaderboard", base + "/leaderboard");
    paths.put("submission", "/submissions/" + submission);
    return paths;
  }

  /** First paints of one page; at the first visit nothing of it is in the browser's cache. */
  private record Painted(Samples firstVisit, Samples later) {
    Painted() {
      this(new Samples(), new Samples());
    }
  }

  private static String measure(Looker looker, Map<String, String> paths, int runs, int many)
      throws IOException, InterruptedException {
    var server = bare();
    try {
      looker.logIn();
      var bare = new Samples();
      var painted = new LinkedHashMap<String, Painted>();
      paths.keySet().forEach(name -> painted.put(name, new Painted()));
      for (var turn = -WARM_UP; turn < runs; turn++) {
        var ofBare = looker.look(address(server));
        if (turn >= 0) {
          bare.add(ofBare);
        }
        for (var path : paths.entrySet()) {
          looker.forget();
          var first = looker.look(looker.at(path.getValue()));
          var later = looker.look(looker.at(path.getValue()));
          if (turn >= 0) {
            var of = Objects.requireNonNull(painted.get(path.getKey()));
            of.firstVisit().add(first);
            of.later().add(later);
          }
        }
      }
      return words(bare, painted, runs, many);
    } finally {
      server.stop(0);
    }
  }

  private static String words(Samples bare, Map<String, Painted> painted, int runs, int many) {
    Progress.say("bare page: " + bare.inWords());
    var worst = 0.0;
    var words = new ArrayList<String>();
    for (var one : painted.entrySet()) {
      var first = one.getValue().firstVisit();
      var later = one.getValue().later();
      Progress.say(
          "%s: first visit %s, later %s; nine of ten within %.0f and %.0f ms"
              .formatted(
                  one.getKey(),
                  first.inWords(),
                  later.inWords(),
                  first.quantile(0.9),
                  later.quantile(0.9)));
      worst = Math.max(worst, first.median());
      words.add(
          String.format(
              Locale.ROOT,
              "%s %.0f ms, again %.0f ms",
              one.getKey(),
              first.median(),
              later.median()));
    }
    return String.format(
        Locale.ROOT,
        "paint: %.2f x (%.0f ms against %.0f ms of a bare page, %d runs each, %d submissions; goal"
            + " %d ms %s; %s)",
        worst / bare.median(),
        worst,
        bare.median(),
        runs,
        many,
        GOAL,
        worst <= GOAL ? "met" : "missed",
        String.join("; ", words));
  }

  private static HttpServer bare() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var bytes = BARE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
          exchange.getResponseHeaders().add("Cache-Control", "no-store");
          exchange.sendResponseHeaders(200, bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
    return server;
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Somebody in front of the browser. */
  private record Looker(Chromium browser, AllInOne site) {

    /** Milliseconds from the start of the navigation, as the browser has noted them. */
    private static final String FIRST_PAINT =
        """
        new Promise((done) => {
          const look = () => {
            const paint = performance.getEntriesByName("first-contentful-paint")[0];
            paint ? done(paint.startTime) : setTimeout(look, 5);
          };
          look();
        })""";

    URI at(String path) {
      return site.url().resolve(path);
    }

    void logIn() throws IOException, InterruptedException {
      browser.open(at("/login"));
      browser.act(
          """
          document.querySelector("[name=username]").value = "admin";
          document.querySelector("[name=password]").value = %s;
          document.querySelector("main form").requestSubmit();"""
              .formatted(
                  Json.MAPPER.writeValueAsString(SecretFile.read(site.adminPasswordFile()))));
      if (!browser.evaluate("document.querySelector('#user-menu') !== null").asBoolean()) {
        throw new IllegalStateException("The benchmark's browser could not log in");
      }
    }

    void forget() throws IOException, InterruptedException {
      browser.forget();
    }

    Duration look(URI page) throws IOException, InterruptedException {
      browser.open(page);
      var milliseconds = browser.evaluate(FIRST_PAINT).asDouble();
      return Duration.ofNanos((long) (milliseconds * 1e6));
    }
  }
}
