package dev.assay.runner;

import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.engine.Sandbox;
import dev.assay.engine.Workspace;
import java.util.List;

/**
 * Containers of a step, made and not yet started.
 *
 * @param output where the folder {@link AppMounts#OUTPUT} is collected from
 */
record PreparedStep(Step step, List<Part> parts, Workspace output) {
  PreparedStep {
    parts = List.copyOf(parts);
  }

  /** One of the step's one or two containers. */
  record Part(Program program, Sandbox sandbox) {}
}
