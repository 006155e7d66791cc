package dev.assay.runner;

import dev.assay.contract.AppLayout;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.SandboxSpec.Source.CopyOnWrite;
import dev.assay.engine.SandboxSpec.Source.InWorkspace;
import dev.assay.engine.SandboxSpec.Source.ReadOnly;
import dev.assay.engine.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What lies where below {@code /app}, one method for each column of the table in
 * docs/ARCHITECTURE.md. A container gets exactly this: reference data never lies beside a
 * participant's code unless the organiser opted in.
 */
final class AppMounts {
  static final String OUTPUT = "output";
  static final String SHARED = "shared";

  private final RunPlan.Folders folders;
  private final RunPlan.Rules rules;
  private final @Nullable HostData hostData;

  /**
   * @param hostData null for nothing
   */
  AppMounts(RunPlan plan, @Nullable HostData hostData) {
    this.hostData = hostData;
    this.folders = plan.folders();
    this.rules = plan.rules();
  }

  private Mounts besideSubmission() {
    return mounts(hostData != null && hostData.besideSubmissions());
  }

  private Mounts mounts(boolean withHostData) {
    var mounts = new Mounts();
    if (hostData != null && withHostData) {
      mounts.host(AppLayout.DATA, hostData.folder());
    }
    return mounts;
  }

  /** Prediction step: the submission itself. */
  List<Mount> submission(Path submission, Workspace output) {
    var mounts = besideSubmission();
    mounts.input(AppLayout.PROGRAM, submission);
    mounts.input(AppLayout.INPUT_DATA, folders.inputData());
    mounts.writable(AppLayout.OUTPUT, output, OUTPUT);
    return mounts.list();
  }

  /** Prediction step: the ingestion program, with the submission beside it. */
  List<Mount> ingestion(Path ingestion, Path submission, Workspace output) {
    var mounts = besideSubmission();
    mounts.input(AppLayout.PROGRAM, ingestion);
    mounts.input(AppLayout.INGESTION_PROGRAM, ingestion);
    mounts.input(AppLayout.INGESTED_PROGRAM, submission);
    mounts.input(AppLayout.INPUT_DATA, folders.inputData());
    mounts.writable(AppLayout.OUTPUT, output, OUTPUT);
    return mounts.list();
  }

  /** Scoring step: the scoring program. */
  List<Mount> scoring(Path predictions, Workspace output, Workspace shared) {
    var mounts = mounts(true);
    mounts.input(AppLayout.PROGRAM, Objects.requireNonNull(folders.scoringProgram()));
    mounts.input(AppLayout.INPUT_DATA, folders.inputData());
    mounts.input(AppLayout.REFERENCE, folders.referenceData());
    mounts.input(AppLayout.RESULTS, predictions);
    mounts.writable(AppLayout.SHARED, shared, SHARED);
    mounts.writable(AppLayout.OUTPUT, output, OUTPUT);
    return mounts.list();
  }

  /** Scoring step of a task with ingestion only during scoring: the ingestion program. */
  List<Mount> scoringIngestion(
      Path ingestion, Path predictions, Workspace output, Workspace shared) {
    var mounts = besideSubmission();
    mounts.input(AppLayout.PROGRAM, ingestion);
    mounts.input(AppLayout.INGESTION_PROGRAM, ingestion);
    mounts.input(AppLayout.INGESTED_PROGRAM, predictions);
    mounts.input(AppLayout.INPUT_DATA, folders.inputData());
    if (rules.showReferenceData()) {
      mounts.input(AppLayout.REFERENCE, folders.referenceData());
    }
    mounts.input(AppLayout.RESULTS, predictions);
    mounts.writable(AppLayout.SHARED, shared, SHARED);
    mounts.writable(AppLayout.OUTPUT, rules.shareOutput() ? output : shared, OUTPUT);
    return mounts.list();
  }

  /** Inputs may be written over, as existing programs do; what they write is lost. */
  private static final class Mounts {
    private final List<Mount> mounts = new ArrayList<>();

    void input(String path, @Nullable Path folder) {
      if (folder != null) {
        mounts.add(new Mount(path, new CopyOnWrite(folder)));
      }
    }

    void host(String path, Path folder) {
      mounts.add(new Mount(path, new ReadOnly(folder)));
    }

    void writable(String path, Workspace workspace, String folder) {
      mounts.add(new Mount(path, new InWorkspace(workspace, folder)));
    }

    List<Mount> list() {
      return List.copyOf(mounts);
    }
  }
}
