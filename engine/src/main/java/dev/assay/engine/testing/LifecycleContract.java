package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.engine.Exit;
import dev.assay.engine.GpusUnavailable;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How sandboxes come, go, and live beside each other. */
interface LifecycleContract extends EngineBed {

  @Test
  default void a_sandbox_that_was_prepared_and_never_started_closes_cleanly() {
    var sandbox = engine().prepare(endless());
    sandbox.close();
    sandbox.close();
  }

  @Test
  default void closing_a_sandbox_kills_what_runs_in_it() throws Exception {
    var sandbox = startedAndTalking(endless());
    sandbox.close();
    sandbox.close();
    assertThat(sandbox.await(AMPLE)).isInstanceOf(Exit.Killed.class);
  }

  @Test
  default void a_sweep_removes_what_matches_and_nothing_else() throws Exception {
    var dead = Map.of("test", mark(), "attempt", "dead");
    var left = engine().createWorkspace(new Workspace.Limits(MEGABYTE, 100), dead);
    var endless = endless(writable("/out", left, "out"));
    startedAndTalking(labelled(endless, dead));
    try (var alive = startedAndTalking(endless())) {
      assertThat(
              engine()
                  .sweep(
                      labels ->
                          dead.equals(labels) || labels.entrySet().containsAll(dead.entrySet())))
          .hasSize(2);
      alive.kill();
      assertThat(alive.await(AMPLE)).as("still ran until now").isInstanceOf(Exit.Killed.class);
    }
  }

  private static SandboxSpec labelled(SandboxSpec spec, Map<String, String> labels) {
    return new SandboxSpec(
        spec.image(),
        spec.command(),
        spec.workingDirectory(),
        spec.environment(),
        spec.mounts(),
        spec.limits(),
        spec.network(),
        spec.writableRoot(),
        spec.user(),
        labels,
        spec.gpus());
  }

  @Test
  default void graphics_processors_that_it_does_not_have_are_refused_as_that() {
    var spec = spec(program("true", process -> 0)).withGpus(List.of("GPU-none-such"));

    assertThatThrownBy(
            () -> {
              try (var sandbox = engine().prepare(spec)) {
                sandbox.start(new Recorder());
              }
            })
        .isInstanceOf(GpusUnavailable.class)
        .hasMessageContaining("cannot hand out graphics processors");
  }

  @Test
  default void many_sandboxes_run_at_once_and_none_hears_another() throws Exception {
    var command =
        program(
            "echo $NUMBER; echo $NUMBER >&2; exit $NUMBER",
            process -> {
              var number = process.environment().get("NUMBER") + "\n";
              process.out(number);
              process.err(number);
              return Integer.parseInt(number.strip());
            });
    var spec = spec(command);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var runs = new ArrayList<Future<Ran>>();
      for (int i = 0; i < 24; i++) {
        var numbered = numbered(spec, i);
        runs.add(threads.submit(() -> run(numbered)));
      }
      for (int i = 0; i < runs.size(); i++) {
        var ran = runs.get(i).get();
        assertThat(ran.code()).isEqualTo(i);
        assertThat(ran.output().out()).isEqualTo(i + "\n");
        assertThat(ran.output().err()).isEqualTo(i + "\n");
      }
    }
  }

  private static SandboxSpec numbered(SandboxSpec spec, int number) {
    return new SandboxSpec(
        spec.image(),
        spec.command(),
        spec.workingDirectory(),
        Map.of("NUMBER", Integer.toString(number)),
        spec.mounts(),
        spec.limits(),
        spec.network(),
        spec.writableRoot(),
        spec.user(),
        spec.labels(),
        spec.gpus());
  }
}
