package dev.assay.runner;

import static dev.assay.runner.Lab.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AppLayout;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.Cause;
import dev.assay.contract.LogStream;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images and users, and what the owner of the machine allows. */
class EvaluationSettingsTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
  }

  @Test
  void an_image_that_cannot_be_had_is_named_with_what_to_do() {
    lab.image = "nowhere/nothing:1";
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.IMAGE_UNAVAILABLE);
      assertThat(failure(outcome).message()).contains("nowhere/nothing:1");
      assertThat(failure(outcome).fix()).contains("--image-map nowhere/nothing:1=");
    }
    assertThat(lab.engine.open()).isZero();
  }

  @Test
  void the_demo_image_stands_in_for_a_default_image_out_of_reach_and_the_log_says_so() {
    lab.image = AppLayout.DEFAULT_IMAGE;
    lab.engine.withImage("assay/python:3.11");
    try (var outcome = lab.run()) {
      assertThat(outcome.imageUsed()).isEqualTo("assay/python:3.11");
      assertThat(lab.heard.log(LogStream.WORKER))
          .contains("assay/python:3.11 stands in for codalab/codalab-legacy:py37");
    }
  }

  @Test
  void the_owners_stand_in_applies_even_if_the_ordered_image_is_there() {
    lab.engine.withImage("local:1");
    lab.standIns = Map.of(Lab.IMAGE, "local:1");
    try (var outcome = lab.run()) {
      assertThat(outcome.imageUsed()).isEqualTo("local:1");
    }
  }

  @Test
  void what_the_owner_does_not_allow_stays_closed_and_the_log_says_so() {
    lab.sandboxing = new Sandboxing(true, true, true, "0");
    lab.ceiling = new Ceiling(true, false, false, null);
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(lab.engine.prepared())
          .allSatisfy(
              spec -> {
                assertThat(spec.network()).isEqualTo(SandboxSpec.Network.DEFAULT);
                assertThat(spec.writableRoot()).isFalse();
                assertThat(spec.user()).isEqualTo(SandboxSpec.User.UNPRIVILEGED);
                assertThat(spec.labels()).containsEntry("assay.attempt", "7");
              });
      assertThat(lab.heard.log(LogStream.WORKER)).contains("a writable root file system");
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 2"})
  void data_of_the_worker_lies_beside_participants_code_only_where_its_owner_says_so(
      boolean besideSubmissions, int containers) throws IOException {
    var data = Files.createDirectories(root.resolve("confidential"));
    lab.ceiling = new Ceiling(false, false, false, new HostData(data, besideSubmissions));
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(lab.engine.prepared())
          .filteredOn(
              spec ->
                  spec.mounts()
                      .contains(new Mount(AppLayout.DATA, new SandboxSpec.Source.ReadOnly(data))))
          .hasSize(containers)
          .anyMatch(
              spec -> spec.mounts().stream().anyMatch(it -> it.path().equals(AppLayout.RESULTS)));
    }
  }

  @Test
  void programs_run_as_the_user_that_is_asked_for_where_the_owner_allows_it() {
    lab.ceiling = Ceiling.OPEN;
    lab.sandboxing = new Sandboxing(false, false, true, "1000:100");
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(lab.engine.prepared())
          .allSatisfy(
              spec -> assertThat(spec.user()).isEqualTo(SandboxSpec.User.named("1000:100")));
    }
  }
}
