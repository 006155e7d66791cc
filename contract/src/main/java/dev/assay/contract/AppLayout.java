package dev.assay.contract;

/** The fixed places below {@code /app} that existing bundles rely on (docs/ARCHITECTURE.md). */
public final class AppLayout {
  public static final String ROOT = "/app";
  public static final String PROGRAM = "/app/program";
  public static final String INGESTION_PROGRAM = "/app/ingestion_program";
  public static final String INGESTED_PROGRAM = "/app/ingested_program";
  public static final String INPUT = "/app/input";
  public static final String INPUT_DATA = "/app/input_data";
  public static final String REFERENCE = "/app/input/ref";
  public static final String RESULTS = "/app/input/res";
  public static final String SHARED = "/app/shared";

  /** A folder of the worker's machine, where its owner gives one. */
  public static final String DATA = "/app/data";

  public static final String OUTPUT = "/app/output";

  /** What a competition without {@code docker_image} gets. */
  public static final String DEFAULT_IMAGE = "codalab/codalab-legacy:py37";

  private AppLayout() {}
}
