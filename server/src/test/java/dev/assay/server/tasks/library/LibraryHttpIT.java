package dev.assay.server.tasks.library;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LibraryHttpIT {
  private static final byte[] ZIP = TestBundle.small().bytesOf("data.zip");

  private static TestSite site;
  private static Browser ann;
  private static Script anns;
  private static Script bobs;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.roles=site");
    ann = Browser.signedUp(site, "ann");
    anns = Script.of(site, "ann");
    bobs = Script.signedUp(site, "bob");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static String uploaded(String type, String name) throws Exception {
    var answer =
        anns.upload("/api/v1/datasets", Map.of("type", type, "name", name), name + ".zip", ZIP);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return body(answer).path("key").asString();
  }

  private static String task(String name, String scoring) throws Exception {
    var answer =
        anns.json("POST", "/api/v1/tasks", Map.of("name", name, "scoringProgram", scoring));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return body(answer).path("task").path("key").asString();
  }

  @Test
  void a_data_set_is_uploaded_in_the_browser_and_downloaded_as_an_attachment() throws Exception {
    assertThat(ann.page("/data/new").select("select[name=type] option").eachAttr("value"))
        .contains("scoring_program", "starting_kit")
        .doesNotContain("competition_bundle");
    var answer = ann.upload("/data/new", "/data?type=input_data&name=Irises", "iris.zip", ZIP);

    assertThat(answer.uri().getPath()).startsWith("/data/");
    assertThat(answer.body()).contains("Irises", "Input data", "Nowhere yet");
    assertThat(ann.page("/data").text()).contains("Irises");
    assertThat(ann.page("/data?show=shared").text()).doesNotContain("Irises");
    assertThat(ann.page("/data?type=solution").text()).doesNotContain("Irises");
    assertThat(ann.page("/data?q=iris").text()).contains("Irises");

    var file = ann.get(answer.uri().getPath() + "/file");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment")
        .contains("iris.zip");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void what_is_wrong_with_an_upload_is_said_and_nothing_is_made() throws Exception {
    var before = body(anns.get("/api/v1/datasets?show=own")).path("datasets").size();
    var text = "plain text".getBytes(StandardCharsets.UTF_8);

    var noType = anns.upload("/api/v1/datasets", Map.of("name", "x"), "x.zip", ZIP);
    assertThat(noType.statusCode()).isEqualTo(422);
    assertThat(body(noType).path("problems").path("type").asString()).contains("scoring_program");
    var noZip = anns.upload("/api/v1/datasets", Map.of("type", "reference_data"), "a.zip", text);
    assertThat(noZip.statusCode()).isEqualTo(422);
    assertThat(body(noZip).path("problems").path("file").asString()).contains("cannot be unpacked");
    assertThat(ann.upload("/data/new", "/data?type=bundle", "x.zip", ZIP).statusCode())
        .isEqualTo(422);
    assertThat(body(anns.get("/api/v1/datasets?show=own")).path("datasets").size())
        .isEqualTo(before);

    var anyFile = anns.upload("/api/v1/datasets", Map.of("type", "public_data"), "notes.txt", text);
    assertThat(anyFile.statusCode()).isEqualTo(201);
  }

  @Test
  void a_name_or_description_that_is_refused_is_not_lost() throws Exception {
    var program = uploaded("scoring_program", "Scorer with a long story");
    var paths = List.of("/data/" + program, "/tasks/" + task("Long story", program));
    for (var path : paths) {
      var nameless = ann.post(path, path, "name= ", "description=A story");
      assertThat(nameless.statusCode()).isEqualTo(422);
      assertThat(Jsoup.parse(nameless.body()).select("#description").text()).isEqualTo("A story");

      var story = "s".repeat(5001);
      var tooLong = ann.post(path, path, "name=Retold", "description=" + story);
      assertThat(tooLong.statusCode()).isEqualTo(422);
      var page = Jsoup.parse(tooLong.body());
      assertThat(page.select("#description-error").text()).contains("at most 5000 characters");
      assertThat(page.select("#description").text()).isEqualTo(story);
      assertThat(page.select("#name").attr("value")).isEqualTo("Retold");
      assertThat(ann.page(path).select("h1").text()).doesNotContain("Retold");
    }
  }

  @Test
  void what_others_keep_to_themselves_does_not_exist() throws Exception {
    var dataset = uploaded("reference_data", "Answers");
    var task = task("Secret", uploaded("scoring_program", "Scorer"));

    for (var reader : new Script[] {bobs, Script.ofNobody(site)}) {
      var wanted = reader == bobs ? 404 : 401;
      for (var path :
          new String[] {
            "/api/v1/datasets/" + dataset,
            "/api/v1/datasets/" + dataset + "/file",
            "/api/v1/tasks/" + task
          }) {
        assertThat(reader.get(path).statusCode()).as(path).isEqualTo(wanted);
      }
    }
    assertThat(bobs.delete("/api/v1/datasets/" + dataset).statusCode()).isEqualTo(404);
    assertThat(bobs.delete("/api/v1/tasks/" + task).statusCode()).isEqualTo(404);
    assertThat(bobs.put("/api/v1/tasks/" + task + "/shares/bob").statusCode()).isEqualTo(404);
    assertThat(
            bobs.json("PATCH", "/api/v1/datasets/" + dataset, Map.of("isPublic", true))
                .statusCode())
        .isEqualTo(404);
    assertThat(Browser.signedUp(site, "eve").get("/data/" + dataset).statusCode()).isEqualTo(404);
    assertThat(bobs.get("/api/v1/datasets/no-key").statusCode()).isEqualTo(404);
  }

  @Test
  void a_shared_data_set_may_be_read_and_used_but_not_changed() throws Exception {
    var dataset = uploaded("scoring_program", "Shared scorer");
    assertThat(anns.put("/api/v1/datasets/" + dataset + "/shares/nobody-here").statusCode())
        .isEqualTo(422);
    assertThat(anns.put("/api/v1/datasets/" + dataset + "/shares/bob").statusCode()).isEqualTo(200);

    var seen = body(bobs.get("/api/v1/datasets/" + dataset));
    assertThat(seen.path("reach").asString()).isEqualTo("shared");
    assertThat(seen.path("sharedWith").isNull()).isTrue();
    assertThat(bobs.get("/api/v1/datasets/" + dataset + "/file").statusCode()).isEqualTo(200);
    assertThat(bobs.delete("/api/v1/datasets/" + dataset).statusCode()).isEqualTo(403);
    assertThat(bobs.put("/api/v1/datasets/" + dataset + "/shares/eve").statusCode()).isEqualTo(403);
    var made =
        bobs.json("POST", "/api/v1/tasks", Map.of("name", "Bob's", "scoringProgram", dataset));
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(ann.page("/data/" + dataset).text()).contains("somebody else's");

    assertThat(anns.delete("/api/v1/datasets/" + dataset + "/shares/bob").statusCode())
        .isEqualTo(200);
    assertThat(bobs.get("/api/v1/datasets/" + dataset).statusCode()).isEqualTo(404);
  }

  @Test
  void a_task_is_shared_without_its_files_unless_its_owner_says_so() throws Exception {
    var scorer = uploaded("scoring_program", "Kept scorer");
    var path = "/api/v1/tasks/" + task("Lent", scorer);

    anns.put(path + "/shares/bob");
    assertThat(bobs.get(path).statusCode()).isEqualTo(200);
    assertThat(bobs.get("/api/v1/datasets/" + scorer).statusCode()).isEqualTo(404);
    assertThat(bobs.json("POST", path + "/versions", Map.of()).statusCode()).isEqualTo(403);

    anns.put(path + "/shares/bob?files=true");
    assertThat(bobs.get("/api/v1/datasets/" + scorer).statusCode()).isEqualTo(200);
  }

  @Test
  void a_changed_task_is_a_new_version_that_says_what_changed() throws Exception {
    var first = uploaded("scoring_program", "Scorer one");
    var second = uploaded("scoring_program", "Scorer two");
    var key = task("Versioned", first);

    var same =
        anns.json("POST", "/api/v1/tasks/" + key + "/versions", Map.of("scoringProgram", first));
    assertThat(same.statusCode()).isEqualTo(422);
    assertThat(same.body()).contains("Nothing would change");
    var wrongType = uploaded("input_data", "No scorer");
    var refused =
        anns.json(
            "POST", "/api/v1/tasks/" + key + "/versions", Map.of("scoringProgram", wrongType));
    assertThat(body(refused).path("problems").path("scoringProgram").asString())
        .contains("scoring_program", wrongType);

    ann.post(
        "/tasks/" + key,
        "/tasks/" + key + "/versions",
        "scoringProgram=" + second,
        "note=Rounds correctly");
    var versions = body(anns.get("/api/v1/tasks/" + key)).path("versions");
    assertThat(versions.size()).isEqualTo(2);
    assertThat(versions.path(0).path("scoringProgram").asString()).isEqualTo(second);
    assertThat(versions.path(1).path("scoringProgram").asString()).isEqualTo(first);
    assertThat(ann.page("/tasks/" + key).text())
        .contains("Rounds correctly", "Scoring program: Scorer two instead of Scorer one");
  }

  @Test
  void a_task_bundle_makes_a_task_with_its_data_sets_or_nothing() throws Exception {
    var known = uploaded("reference_data", "Known answers");
    var program =
        TestBundle.empty()
            .with("metadata.yaml", "command: python3 score.py\n")
            .with("score.py", "print('scoring')\n")
            .zip();
    var yaml =
        """
        name: From a bundle
        description: Made at once.
        scoring_program: {zip: scoring.zip}
        reference_data: {key: %s}
        """;
    var bundle = TestBundle.empty().with("scoring.zip", program);
    var good = bundle.with("task.yaml", yaml.formatted(known)).zip();

    var made = anns.upload("/api/v1/tasks/upload", Map.of(), "task.zip", good);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    var version = body(made).path("task").path("versions").path(0);
    assertThat(version.path("referenceData").asString()).isEqualTo(known);
    assertThat(ann.page("/data").text()).contains("From a bundle: scoring.zip");

    var refused = bobs.upload("/api/v1/tasks/upload", Map.of(), "task.zip", good);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("REF-04", known);
    assertThat(body(bobs.get("/api/v1/tasks?q=bundle")).path("tasks").size()).isZero();

    var noZip = anns.upload("/api/v1/tasks/upload", Map.of(), "task.zip", new byte[] {1, 2});
    assertThat(body(noZip).path("findings").path(0).path("file").asString()).isEqualTo("task.zip");

    var nameless = bundle.with("task.yaml", "description: no name\n").zip();
    var page = ann.upload("/tasks/new", "/tasks/upload", "task.zip", nameless);
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains("TSK-04", "TSK-05", "task.yaml");
    var inBrowser = ann.upload("/tasks/new", "/tasks/upload", "task.zip", good);
    assertThat(inBrowser.uri().getPath()).startsWith("/tasks/");
    assertThat(inBrowser.body()).contains("Made at once.");
  }

  @Test
  void only_what_nothing_uses_can_be_deleted() throws Exception {
    var scorer = uploaded("scoring_program", "Used scorer");
    var key = task("User", scorer);

    var refused = anns.delete("/api/v1/datasets/" + scorer);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(ann.page("/data/" + scorer).text()).contains("User", "It is used, so it stays");

    assertThat(anns.delete("/api/v1/tasks/" + key).statusCode()).isEqualTo(204);
    assertThat(anns.delete("/api/v1/datasets/" + scorer).statusCode()).isEqualTo(204);
    assertThat(anns.get("/api/v1/datasets/" + scorer).statusCode()).isEqualTo(404);
  }

  @Test
  void a_borrowed_task_stays_at_its_version_in_the_competition_that_borrows_it() throws Exception {
    var key = task("Borrowed", uploaded("scoring_program", "Borrowed scorer"));
    anns.json("PATCH", "/api/v1/tasks/" + key, Map.of("isPublic", true));
    var carol = Browser.signedUp(site, "carol");
    var path =
        new ImportedForTests(site, "carol")
            .competition(
                TestBundle.small()
                    .replacing(
                        """
                            name: Only
                            scoring_program: scoring_program
                            reference_data: data.zip
                        """,
                        "    key: " + key + "\n"));
    assertThat(carol.page(path + "/tasks").text())
        .contains("Borrowed", "held there; it is the newest");
    assertThat(carol.page(path).text()).doesNotContain("Borrowed scorer");
    assertThat(carol.page("/tasks/" + key).text()).contains("Small", "Open, version 1");
    assertThat(anns.delete("/api/v1/tasks/" + key).statusCode()).isEqualTo(409);

    var other = uploaded("scoring_program", "Changed scorer");
    anns.json("POST", "/api/v1/tasks/" + key + "/versions", Map.of("scoringProgram", other));
    var page = carol.page(path + "/tasks");
    assertThat(page.text()).contains("held there; the newest is 2");
    var action = page.select("main form").attr("action");
    assertThat(carol.post(path + "/tasks", action, "version=9").statusCode()).isEqualTo(404);
    carol.post(path + "/tasks", action, "version=2");
    assertThat(carol.page(path + "/tasks").text()).contains("held there; it is the newest");
    carol.post(path + "/tasks", action);
    assertThat(carol.page(path + "/tasks").text()).contains("2, the newest");
    assertThat(ann.post("/data/new", action, "version=1").statusCode()).isEqualTo(404);
  }

  @Test
  void long_lists_are_read_page_by_page() throws Exception {
    var dora = Script.signedUp(site, "dora");
    for (var number = 0; number < LibraryFilter.PAGE + 3; number++) {
      HttpResponse<String> made =
          dora.upload(
              "/api/v1/datasets",
              new HashMap<>(Map.of("type", "public_data", "name", "file " + number)),
              "a.txt",
              new byte[] {1});
      assertThat(made.statusCode()).isEqualTo(201);
    }
    var first = body(dora.get("/api/v1/datasets?show=own"));
    assertThat(first.path("datasets").size()).isEqualTo(LibraryFilter.PAGE);
    var second = body(dora.get(first.path("next").asString()));
    assertThat(second.path("datasets").size()).isEqualTo(3);
    assertThat(second.path("datasets").path(2).path("name").asString()).isEqualTo("file 0");
    assertThat(second.path("next").isNull()).isTrue();
  }
}
