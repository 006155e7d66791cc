package dev.assay.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may use whom. To add an edge, change the map in the same commit and say why. */
class ArchitectureTest {
  private static final String ROOT = "dev.assay.server.";

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("kernel", Set.of()),
          Map.entry("web", Set.of()),
          Map.entry("storage", Set.of("kernel")),
          // Data sets come in pieces, as everything large does.
          Map.entry("tasks", Set.of("accounts", "kernel", "storage", "uploads", "web")),
          Map.entry("accounts", Set.of("kernel", "web")),
          Map.entry("uploads", Set.of("accounts", "kernel", "storage", "web")),
          Map.entry(
              "competitions", Set.of("accounts", "kernel", "storage", "tasks", "uploads", "web")),
          Map.entry("queues", Set.of("accounts", "kernel", "web")),
          Map.entry("scheduling", Set.of("kernel", "queues")),
          // Which queue a competition or a phase runs in joins both, and has a page of its own.
          Map.entry("routing", Set.of("accounts", "competitions", "kernel", "queues", "web")),
          Map.entry(
              "runs",
              Set.of(
                  "accounts",
                  "competitions",
                  "kernel",
                  "queues",
                  "routing",
                  "scheduling",
                  "storage",
                  "tasks")),
          Map.entry(
              "submissions",
              Set.of(
                  "accounts",
                  "competitions",
                  "kernel",
                  "runs",
                  "scheduling",
                  "storage",
                  "tasks",
                  "uploads",
                  "web")),
          Map.entry(
              "canary",
              Set.of(
                  "accounts",
                  "competitions",
                  "kernel",
                  "queues",
                  "runs",
                  "storage",
                  "tasks",
                  "web")),
          // Writes letters about what others publish; nobody knows of it.
          Map.entry(
              "notifications",
              Set.of("accounts", "canary", "competitions", "kernel", "queues", "runs")),
          Map.entry(
              "migrations", Set.of("accounts", "competitions", "kernel", "runs", "tasks", "web")),
          Map.entry("leaderboards", Set.of("accounts", "competitions", "kernel", "runs", "web")),
          // A trial sends in submissions and shows the board they make; nothing uses it.
          Map.entry(
              "trials",
              Set.of(
                  "accounts",
                  "competitions",
                  "kernel",
                  "leaderboards",
                  "runs",
                  "storage",
                  "submissions",
                  "tasks",
                  "web")),
          // Translates runs into Codabench's worker protocol.
          Map.entry(
              "codabench",
              Set.of("accounts", "competitions", "kernel", "queues", "runs", "storage", "tasks")));

  /** Generated; they show views of every feature. */
  private static final String TEMPLATES = "templates";

  private static JavaClasses classes = new ClassFileImporter().importClasses();

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.assay.server");
  }

  private static String feature(JavaClass type) {
    var name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.")[0] : "";
  }

  @Test
  void features_use_only_the_features_they_may() {
    List<String> broken = new ArrayList<>();
    for (var type : classes) {
      var from = feature(type);
      if (from.isEmpty() || from.equals(TEMPLATES)) {
        continue;
      }
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var to = feature(dependency.getTargetClass());
        if (!to.isEmpty()
            && !to.equals(from)
            && !MAY_USE.getOrDefault(from, Set.of()).contains(to)) {
          broken.add(dependency.getDescription());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void the_site_never_sees_what_runs_containers() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.assay.engine..", "dev.assay.runner..", "dev.assay.worker..")
        .check(classes);
  }

  @Test
  void the_time_comes_from_a_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.server.templates..")
        .should()
        .callMethod(Instant.class, "now")
        .check(classes);
  }
}
