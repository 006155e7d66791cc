package dev.assay.engine;

/** The engine cannot hand graphics processors to containers, or not the ones asked for. */
public final class GpusUnavailable extends EngineException {
  private static final long serialVersionUID = 1L;

  /**
   * @param engineSays in the engine's own words
   */
  public GpusUnavailable(String engineSays, Throwable cause) {
    super(message(engineSays), cause);
  }

  public GpusUnavailable(String engineSays) {
    super(message(engineSays));
  }

  private static String message(String engineSays) {
    return "it cannot hand out graphics processors: " + engineSays;
  }
}
