package dev.assay.engine;

/** The engine did not do its part: the platform's fault, worth another try. */
public sealed class EngineException extends RuntimeException permits GpusUnavailable {
  private static final long serialVersionUID = 1L;

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  public EngineException(String message) {
    super(message);
  }
}
